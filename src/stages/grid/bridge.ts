import { inkAt } from './border-ink.ts'
import type { RuleMap } from './rule-map.ts'
import { type Stroke, strokePosition } from './stroke.ts'

/** A break in a rule is no longer than this (mm), and short against the pieces beside it: gaps between letters are not. */
const longestMm = 5
const longestShare = 0.4
const misfitMm = 0.5
/** Between two pieces as long (mm) and clear as no row of letters, in line to a px or two, a break may be so long (mm). */
const longPieceMm = 25
const longPieceIsolation = 0.9
const longestOfLongMm = 10
const misfitOfLongMm = 0.25
/** A longer break is bridged where this much clear ink is left in it. */
const dottedShare = 0.5

/** Joins pieces that lie on one line with a short break between them, then long ones; across the break the trace runs straight. */
export function bridgedStrokes(strokes: readonly Stroke[], map: RuleMap): Stroke[] {
  return joinedWhere(isOneLongRule, joinedWhere(isContinued, strokes, map), map)
}

function joinedWhere(
  isOne: (piece: Stroke, next: Stroke, map: RuleMap) => boolean,
  strokes: readonly Stroke[],
  map: RuleMap,
): Stroke[] {
  const open = [...strokes].sort((a, b) => a.start - b.start)
  const joined: Stroke[] = []
  for (const stroke of open) {
    const at = joined.findLastIndex(piece => isOne(piece, stroke, map))
    if (at === -1) joined.push(stroke)
    else joined[at] = bridged(joined[at]!, stroke)
  }
  return joined
}

function isContinued(piece: Stroke, next: Stroke, map: RuleMap): boolean {
  const gap = next.start - piece.end - 1
  if (gap < 0) return false
  const longer = Math.max(piece.end - piece.start, next.end - next.start) + 1
  if (gap > 2 * longer) return false
  const middle = piece.end + gap / 2
  if (Math.abs(strokePosition(piece, middle) - strokePosition(next, middle)) > misfitMm * map.pxPerMm) return false
  if (gap <= longer * longestShare && gap * map.block <= longestMm * map.pxPerMm) return true
  return isDotted(bridged(piece, next), piece.end + 1, next.start - 1, map)
}

function isOneLongRule(piece: Stroke, next: Stroke, { block, pxPerMm }: RuleMap): boolean {
  const isLong = ({ start, end, isolation }: Stroke) =>
    (end - start + 1) * block >= longPieceMm * pxPerMm && isolation >= longPieceIsolation
  const misfit = Math.abs(piece.trace.at(-1)! - next.trace[0]!)
  const gap = (next.start - piece.end - 1) * block
  return (
    gap >= 0 && isLong(piece) && isLong(next) && misfit <= misfitOfLongMm * pxPerMm && gap <= longestOfLongMm * pxPerMm
  )
}

/** A worn rule: too little ink for the search, but all that is there lies on the line and stands clear. */
function isDotted(stroke: Stroke, from: number, to: number, map: RuleMap): boolean {
  let isolated = 0
  let crowded = 0
  for (let b = from; b <= to; b++) {
    const ink = inkAt(strokePosition(stroke, b), b, map)
    if (ink === 'isolated') isolated++
    else if (ink === 'crowded') crowded++
  }
  return isolated >= (to - from + 1) * dottedShare && isolated >= crowded * 6
}

function bridged(piece: Stroke, next: Stroke): Stroke {
  const trace = new Float32Array(next.end - piece.start + 1)
  trace.set(piece.trace)
  trace.set(next.trace, next.start - piece.start)
  const from = piece.trace[piece.trace.length - 1]!
  const gap = next.start - piece.end
  for (let i = 1; i < gap; i++) trace[piece.end - piece.start + i] = from + ((next.trace[0]! - from) * i) / gap
  const lengths = [piece.end - piece.start + 1, next.end - next.start + 1] as const
  const isolation = (piece.isolation * lengths[0] + next.isolation * lengths[1]) / (lengths[0] + lengths[1])
  return { start: piece.start, end: next.end, trace, isolation }
}
