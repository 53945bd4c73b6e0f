import { longestStrokeMm } from './border-evidence.ts'
import { inkAt } from './border-ink.ts'
import type { RuleMap } from './rule-map.ts'
import { type Stroke, strokePosition } from './stroke.ts'
import {
  closingMm,
  commonCuts,
  cutMm,
  fewestCut,
  frameMm,
  inLine,
  type Piece,
  pieceOn,
  touchMm,
} from './tooth-pieces.ts'
import { standsAlone, withWorn } from './worn-teeth.ts'

/** A vertical of a row that the page cut: the whole rule, and the pieces of it that were seen. */
export interface Tooth {
  readonly stroke: Stroke
  readonly pieces: readonly Stroke[]
}

/** The horizontal is as long (mm) and clear as no row of feet of letters is. */
const leastLengthMm = 50
const clearIsolation = 0.9
/** So many teeth make a comb: letters do not line up so. */
const fewestTeeth = 4
/** At least so many of them are seen to stand on the horizontal: else it may belong to the next table. */
const fewestStanding = 2
/** Teeth reach the horizontal that closes their row within this (mm). Letters between two rules do not. */
const closedMm = 0.3
/** At least this share of a tooth is seen; one that neither stands nor is cut, but is dashed all along, must show more. */
const leastSeen = 0.2
const leastDashes = 0.4
const leastIsolation = 0.8
const parts = 5

/**
 * The verticals that stand on a horizontal like the teeth of a comb: the last row of a table, cut by the page, so that no rule closes
 * it on the other side. A tooth runs from the horizontal to the cut; where ink is lost, its pieces in line are joined. None where the
 * verticals are no comb, and where another of the long `horizontals` lies between. `verticals` stand clear of letters; `map`: theirs.
 */
export function combTeeth(
  horizontal: Stroke,
  horizontals: readonly Stroke[],
  verticals: readonly Stroke[],
  map: RuleMap,
): Tooth[] {
  const { block, pxPerMm } = map
  const length = (horizontal.end - horizontal.start + 1) * block
  if (length < leastLengthMm * pxPerMm || horizontal.isolation < clearIsolation) return []
  const clearRules = horizontals.filter(other => other.isolation >= clearIsolation)
  const isAt = (x: number, end: number, mm: number) => Math.abs(x - end * block) <= mm * pxPerMm
  const isFrame = (x: number, end: number) => isAt(x, end, frameMm)
  for (const side of ['above', 'below'] as const) {
    const pieces = verticals.flatMap(stroke => pieceOn(horizontal, stroke, side, block, pxPerMm))
    for (const cut of commonCuts(pieces, pxPerMm)) {
      const next = nextRule(horizontal, clearRules, side, block)
      if (next < cut - cutMm * pxPerMm || (next < closingMm * pxPerMm && next > cut + closedMm * pxPerMm)) continue
      const isCut = (piece: Piece) => Math.abs(piece.far - cut) <= cutMm * pxPerMm
      const isStanding = (piece: Piece) => piece.near <= touchMm * pxPerMm
      const seen = inLine(
        pieces.filter(piece => piece.far <= cut + cutMm * pxPerMm),
        pxPerMm,
      )
      const comb = { horizontal, side, cut, map }
      const isAlone = standsAlone(comb, clearRules)
      const groups = isAlone ? withWorn(seen, comb) : seen
      const held = groups
        .filter(group => group.some(isCut) || group.some(isStanding))
        .filter(group => group.reduce((sum, piece) => sum + piece.far - piece.near, 0) >= leastSeen * cut)
      const isComb =
        held.length >= fewestTeeth &&
        held.filter(group => group.some(isCut)).length >= fewestCut &&
        held.filter(group => group.some(isStanding)).length >= fewestStanding
      if (!isComb) continue
      const teeth = groups.flatMap(group => {
        const far = group.some(isCut) ? Math.max(...group.map(piece => piece.far)) : cut
        const tooth = toothOf(horizontal, group, side, far, block)
        const isOuter = isAlone && [horizontal.start, horizontal.end + 1].some(end => isAt(group[0]!.x, end, touchMm))
        return isOuter || held.includes(group) || isDashed(tooth.stroke, map) ? [tooth] : []
      })
      const xs = teeth.map(({ pieces: [first] }) => first!.trace[0]!)
      if (isFrame(Math.min(...xs), horizontal.start) && isFrame(Math.max(...xs), horizontal.end + 1)) return teeth
    }
  }
  return []
}

/**
 * Whether clear ink is seen along a tooth, with gaps: longer than any stroke of a letter, or at one of its ends, or nearly everywhere.
 * Letters stand in the middle of their cell and keep away from its rules.
 */
function isDashed(tooth: Stroke, map: RuleMap): boolean {
  const marks = Array.from({ length: tooth.end + 1 - tooth.start }, (_, i) =>
    inkAt(strokePosition(tooth, tooth.start + i), tooth.start + i, map),
  )
  const inked = marks.filter(mark => mark !== 'none').length
  const isClear = marks.filter(mark => mark === 'isolated').length >= leastIsolation * inked
  if (inked < leastDashes * marks.length || !isClear) return false
  let [run, longest] = [0, 0]
  for (const mark of marks) {
    run = mark === 'none' ? 0 : run + 1
    longest = Math.max(longest, run)
  }
  if (longest * map.block >= longestStrokeMm * map.pxPerMm) return true
  const shares = Array.from({ length: parts }, (_, i) => {
    const part = marks.slice(Math.round((i * marks.length) / parts), Math.round(((i + 1) * marks.length) / parts))
    return part.filter(mark => mark !== 'none').length / part.length
  })
  return Math.max(shares[0]!, shares.at(-1)!) >= 0.5 || shares.filter(share => share > 0).length >= parts - 1
}

/** How far the nearest other horizontal lies on that side, px; infinity where there is none. */
function nextRule(horizontal: Stroke, horizontals: readonly Stroke[], side: 'above' | 'below', block: number): number {
  const middle = (horizontal.start + horizontal.end) / 2
  const distances = horizontals
    .filter(other => other !== horizontal && other.end >= horizontal.start && other.start <= horizontal.end)
    .map(other => (strokePosition(other, middle) - strokePosition(horizontal, middle)) * (side === 'above' ? -1 : 1))
  return Math.min(...distances.filter(distance => distance > block))
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
  return { stroke: { ...longest, start, end, trace, isHeld: true }, pieces: group.map(piece => piece.stroke) }
}
