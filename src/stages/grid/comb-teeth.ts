import { type Stroke, strokePosition } from './stroke.ts'

/** A vertical of a row that the page cut: the whole rule, and the pieces of it that were seen. */
export interface Tooth {
  readonly stroke: Stroke
  readonly pieces: readonly Stroke[]
}

/** So many teeth make a comb: letters do not line up so. */
const fewestTeeth = 4
/** At least so many of them are seen to stand on the horizontal: else it may belong to the next table. */
const fewestStanding = 2
/** The page cuts all of them at one place, within this (mm). */
const cutMm = 1.2
/** A piece of a tooth meets the horizontal within this (mm), and lies in line with the other pieces. */
const touchMm = 1.1
const inLineMm = 0.6
/** The outermost teeth stand at the ends of the horizontal, which may have lost so much (mm). */
const frameMm = 4
/** A row is at least so high (mm). */
const leastRowMm = 2.5
/** At least this share of a tooth is seen. */
const leastSeen = 0.25

interface Piece {
  readonly stroke: Stroke
  readonly x: number
  /** From the horizontal to the piece's near and far end, px. */
  readonly near: number
  readonly far: number
}

/**
 * The verticals that stand on a horizontal like the teeth of a comb: the last row of a table, cut by the page, so that no rule closes
 * it on the other side. A tooth runs from the horizontal to the cut; where ink is lost, its pieces in line are joined. None where the
 * verticals are no comb, and where another of the long `horizontals` lies between. `verticals` stand clear of letters; `block`: px of an entry along a stroke.
 */
export function combTeeth(
  horizontal: Stroke,
  horizontals: readonly Stroke[],
  verticals: readonly Stroke[],
  block: number,
  pxPerMm: number,
): Tooth[] {
  for (const side of ['above', 'below'] as const) {
    const pieces = verticals.flatMap(stroke => pieceOn(horizontal, stroke, side, block, pxPerMm))
    const cut = commonCut(pieces, pxPerMm)
    if (cut === null || isRuled(horizontal, horizontals, side, cut - cutMm * pxPerMm, block)) continue
    const isCut = (piece: Piece) => Math.abs(piece.far - cut) <= cutMm * pxPerMm
    const isStanding = (piece: Piece) => Math.abs(piece.near) <= touchMm * pxPerMm
    const groups = inLine(
      pieces.filter(piece => piece.far <= cut + cutMm * pxPerMm),
      pxPerMm,
    )
      .filter(group => group.some(isCut) || group.some(isStanding))
      .filter(group => group.reduce((sum, piece) => sum + piece.far - piece.near, 0) >= leastSeen * cut)
    const xs = groups.map(group => group[0]!.x)
    const isFramed =
      Math.abs(Math.min(...xs) - horizontal.start * block) <= frameMm * pxPerMm &&
      Math.abs(Math.max(...xs) - (horizontal.end + 1) * block) <= frameMm * pxPerMm
    const isComb =
      groups.filter(group => group.some(isCut)).length >= fewestTeeth &&
      groups.filter(group => group.some(isStanding)).length >= fewestStanding
    if (!isComb || !isFramed) continue
    return groups.map(group => {
      const far = group.some(isCut) ? Math.max(...group.map(piece => piece.far)) : cut
      return toothOf(horizontal, group, side, far, block)
    })
  }
  return []
}

/** Whether another horizontal lies on that side, nearer than `within` px. */
function isRuled(
  horizontal: Stroke,
  horizontals: readonly Stroke[],
  side: 'above' | 'below',
  within: number,
  block: number,
): boolean {
  const middle = (horizontal.start + horizontal.end) / 2
  return horizontals.some(other => {
    if (other === horizontal || other.end < horizontal.start || other.start > horizontal.end) return false
    const down = strokePosition(other, middle) - strokePosition(horizontal, middle)
    const distance = side === 'above' ? -down : down
    return distance > block && distance < within
  })
}

/** The vertical as a piece on that side of the horizontal; nothing where it stands elsewhere. */
function pieceOn(horizontal: Stroke, stroke: Stroke, side: 'above' | 'below', block: number, pxPerMm: number): Piece[] {
  const x = strokePosition(stroke, (stroke.start + stroke.end) / 2)
  if (x < horizontal.start * block - frameMm * pxPerMm) return []
  if (x > (horizontal.end + 1) * block + frameMm * pxPerMm) return []
  const y = strokePosition(horizontal, x / block)
  const [top, bottom] = [stroke.start * block, (stroke.end + 1) * block]
  const [near, far] = side === 'above' ? [y - bottom, y - top] : [top - y, bottom - y]
  return near >= -touchMm * pxPerMm && far > 0 ? [{ stroke, x, near: Math.max(0, near), far }] : []
}

/** How far from the horizontal most pieces end, px; null where there is no such place. */
function commonCut(pieces: readonly Piece[], pxPerMm: number): number | null {
  let best: number | null = null
  let most = 0
  for (const { far } of pieces) {
    if (far < leastRowMm * pxPerMm) continue
    const count = pieces.filter(piece => Math.abs(piece.far - far) <= cutMm * pxPerMm).length
    if (count > most || (count === most && best !== null && far > best)) {
      most = count
      best = far
    }
  }
  return most >= fewestTeeth ? best : null
}

function inLine(pieces: readonly Piece[], pxPerMm: number): Piece[][] {
  const groups: Piece[][] = []
  for (const piece of [...pieces].sort((a, b) => a.x - b.x)) {
    const group = groups.at(-1)
    if (group !== undefined && piece.x - group[0]!.x <= inLineMm * pxPerMm) group.push(piece)
    else groups.push([piece])
  }
  return groups
}

/** The rule from the horizontal to `far` px from it, on the line of its longest piece. */
function toothOf(
  horizontal: Stroke,
  group: readonly Piece[],
  side: 'above' | 'below',
  far: number,
  block: number,
): Tooth {
  const longest = group.reduce((a, b) => (b.far - b.near > a.far - a.near ? b : a)).stroke
  const y = strokePosition(horizontal, group[0]!.x / block)
  const [top, bottom] = side === 'above' ? [y - far, y] : [y, y + far]
  const start = Math.max(0, Math.min(longest.start, Math.floor(top / block)))
  const end = Math.max(longest.end, Math.ceil(bottom / block) - 1)
  const trace = Float32Array.from({ length: end - start + 1 }, (_, i) => strokePosition(longest, start + i))
  return { stroke: { ...longest, start, end, trace }, pieces: group.map(piece => piece.stroke) }
}
