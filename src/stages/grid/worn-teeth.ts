import { inkAt } from './border-ink.ts'
import type { RuleMap } from './rule-map.ts'
import { type Stroke, strokePosition } from './stroke.ts'
import { closingMm, cutMm, frameMm, inLineMm, type Piece, pieceOn } from './tooth-pieces.ts'

/** So much of a worn rule is seen, and it is seen over so much of its way; where a rule must stand, less of it will do. */
const leastCover = 0.35
const leastSpan = 0.6
const leastCoverOfFrame = 0.2
/** Of the ink that is seen so much stands clear. */
const leastIsolation = 0.8
/** Letters keep this far (entries) from the rules of their cell. */
const nearEnd = 2
/** Middles of ink this near (px) belong to one rule. */
const oneRule = 3

/** A horizontal and the row that stands on it, or hangs from it, up to where the page cuts it. */
export interface Comb {
  readonly horizontal: Stroke
  readonly side: 'above' | 'below'
  /** px from the horizontal. */
  readonly cut: number
  readonly map: RuleMap
}

/** All that a page has of a table is this row: no rule is near but those above and below it, so that nothing else tells of its columns. */
export function standsAlone(
  { horizontal, side, cut, map: { pxPerMm } }: Comb,
  horizontals: readonly Stroke[],
): boolean {
  const middle = (horizontal.start + horizontal.end) / 2
  const y = strokePosition(horizontal, middle)
  const far = side === 'above' ? y - cut : y + cut
  return horizontals
    .filter(other => other !== horizontal)
    .map(other => strokePosition(other, middle))
    .filter(other => Math.abs(other - far) > cutMm * pxPerMm)
    .every(other => Math.min(Math.abs(other - y), Math.abs(other - far)) > closingMm * pxPerMm)
}

/** The groups with the teeth too worn for any stroke of them to be found; what is found of one beside its stroke belongs to it. */
export function withWorn(groups: readonly Piece[][], { horizontal, side, cut, map }: Comb): Piece[][] {
  const { block, pxPerMm } = map
  const y = strokePosition(horizontal, (horizontal.start + horizontal.end) / 2)
  const frame = [horizontal.start * block, (horizontal.end + 1) * block] as const
  const slack = frameMm * pxPerMm
  const rows =
    side === 'above'
      ? { from: Math.round((y - cut) / block), to: Math.floor(y / block) - 1 }
      : { from: Math.ceil(y / block) + 1, to: Math.round((y + cut) / block) - 1 }
  const worn = wornPieces({ ...rows, left: frame[0] - slack, right: frame[1] + slack, frame, slack }, map)
  const pieceOf = (stroke: Stroke) => pieceOn(horizontal, stroke, side, block, pxPerMm)
  const isKnown = (x: number) =>
    groups.some(group => group.some(piece => Math.abs(piece.x - x) <= 2 * inLineMm * pxPerMm))
  const isNew = (strokes: readonly Stroke[]) => !isKnown(strokes[0]!.trace[0]!)
  return [...groups, ...worn.filter(isNew).map(strokes => strokes.flatMap(pieceOf))].filter(group => group.length > 0)
}

/** Entries along the verticals between which they stand, `to` included, and the two px between which they are looked for. */
interface ToothSearch {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly right: number
  /** px at which a table has its outer rules, and how far from there they may stand. */
  readonly frame: readonly number[]
  readonly slack: number
}

/**
 * The pieces of verticals so worn that no search for strokes finds them, where it is known between which rows they stand: all the ink
 * in line stands clear, is seen along most of the way, and begins or ends where letters do not.
 */
function wornPieces(search: ToothSearch, map: RuleMap): Stroke[][] {
  const found: { x: number; inked: number; marks: readonly Mark[] }[] = []
  for (let x = Math.max(0, Math.round(search.left)); x <= Math.min(map.across - 1, search.right); x++) {
    const marks = Array.from({ length: search.to + 1 - search.from }, (_, i) => inkAt(x + 0.5, search.from + i, map))
    const isFrame = search.frame.some(end => Math.abs(end - x) <= search.slack)
    if (!isWorn(marks, isFrame ? leastCoverOfFrame : leastCover)) continue
    const inked = marks.filter(mark => mark === 'isolated').length
    const last = found.at(-1)
    if (last === undefined || x - last.x > oneRule) found.push({ x, inked, marks })
    else if (inked > last.inked) found[found.length - 1] = { x, inked, marks }
  }
  return found.map(({ x, marks }) => runsOf(marks, search.from, x + 0.5))
}

type Mark = ReturnType<typeof inkAt>

function isWorn(marks: readonly Mark[], cover: number): boolean {
  const isolated = marks.filter(mark => mark === 'isolated').length
  if (isolated < cover * marks.length) return false
  if (isolated < leastIsolation * marks.filter(mark => mark !== 'none').length) return false
  const first = marks.indexOf('isolated')
  const last = marks.lastIndexOf('isolated')
  const isAtEnd = first < nearEnd || last >= marks.length - nearEnd
  return isAtEnd && last + 1 - first >= leastSpan * marks.length
}

function runsOf(marks: readonly Mark[], from: number, x: number): Stroke[] {
  const runs: { start: number; end: number }[] = []
  for (const [i, mark] of marks.entries()) {
    if (mark !== 'isolated') continue
    const run = runs.at(-1)
    if (run !== undefined && run.end === from + i - 1) run.end = from + i
    else runs.push({ start: from + i, end: from + i })
  }
  return runs.map(({ start, end }) => ({
    ...{ start, end, isolation: 1 },
    trace: new Float32Array(end + 1 - start).fill(x),
  }))
}
