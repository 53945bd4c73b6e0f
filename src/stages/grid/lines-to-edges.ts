import type { RuleMap } from './rule-map.ts'
import { type Stroke, strokePosition } from './stroke.ts'

/**
 * One row or column edge of a table: all pieces of rules on (nearly) one line, gaps between them bridged.
 * `strokes` from start to end along the edge; empty for an edge that only closes an open side.
 */
export interface RuleEdge {
  readonly strokes: readonly Stroke[]
  /** px across the edge at `along` (entries of the rule map): follows the ink, straight across the gaps. */
  positionAt(along: number): number
}

/** Pieces on one line differ by no more than this (mm) where they overlap or would meet; rows are at least three times as high. */
const snapMm = 0.9
/** No row or column of print is narrower than this (mm): the second line of a double rule, tops of letters, a column edge a little off. */
const leastUnitMm = 2.7

/** Pieces of rules of one orientation → edges, sorted by position at the middle of the table. */
export function linesToEdges(strokes: readonly Stroke[], map: RuleMap): RuleEdge[] {
  const snap = snapMm * map.pxPerMm
  const groups: Stroke[][] = []
  for (const stroke of [...strokes].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    const group = groups.find(g => g.some(other => misfit(other, stroke) <= snap))
    if (group) group.push(stroke)
    else groups.push([stroke])
  }
  const start = Math.min(...strokes.map(s => s.start))
  const end = Math.max(...strokes.map(s => s.end))
  const middle = (start + end) / 2
  const edges = groups.map(strokesToEdge).sort((a, b) => a.positionAt(middle) - b.positionAt(middle))
  return withoutSlivers(edges, leastUnitMm * map.pxPerMm)
}

/** Of edges closer than `least` px, those that take turns along the table become one; of those side by side the longer stays. */
function withoutSlivers(edges: readonly RuleEdge[], least: number): RuleEdge[] {
  const kept: RuleEdge[] = []
  for (const edge of edges) {
    const before = kept.at(-1)
    if (before === undefined || distance(before, edge) >= least) {
      kept.push(edge)
      continue
    }
    kept.pop()
    const shared = sharedLength(before, edge)
    const isTakingTurns = shared < 0.2 * Math.min(inkLength(before), inkLength(edge))
    if (isTakingTurns) kept.push(strokesToEdge([...before.strokes, ...edge.strokes]))
    else kept.push(inkLength(before) >= inkLength(edge) ? before : edge)
  }
  return kept
}

/** px between two edges at the middle of the shorter one. */
function distance(a: RuleEdge, b: RuleEdge): number {
  const { strokes } = inkLength(a) < inkLength(b) ? a : b
  const at = (strokes[0]!.start + strokes.at(-1)!.end) / 2
  return Math.abs(a.positionAt(at) - b.positionAt(at))
}

function inkLength(edge: RuleEdge): number {
  return edge.strokes.reduce((sum, s) => sum + s.end - s.start + 1, 0)
}

function sharedLength(a: RuleEdge, b: RuleEdge): number {
  let shared = 0
  for (const s of a.strokes)
    for (const t of b.strokes) shared += Math.max(0, Math.min(s.end, t.end) - Math.max(s.start, t.start) + 1)
  return shared
}

/** An edge at one position, without ink: where a table is open. */
export function openEdge(position: number): RuleEdge {
  return { strokes: [], positionAt: () => position }
}

/** How far (px) two pieces are from lying on one line, measured where they overlap or halfway across the gap between them. */
function misfit(a: Stroke, b: Stroke): number {
  const from = Math.max(a.start, b.start)
  const to = Math.min(a.end, b.end)
  const at = (from + to) / 2
  const gap = Math.max(0, from - to)
  // What a short piece's slope says grows vague with the gap: beyond it, its end position counts.
  const farA = gap > 3 * (a.end - a.start) ? endPosition(a, at) : strokePosition(a, at)
  const farB = gap > 3 * (b.end - b.start) ? endPosition(b, at) : strokePosition(b, at)
  return Math.abs(farA - farB)
}

function endPosition(stroke: Stroke, at: number): number {
  return at < stroke.start ? stroke.trace[0]! : stroke.trace[stroke.trace.length - 1]!
}

function strokesToEdge(group: readonly Stroke[]): RuleEdge {
  const strokes = [...group].sort((a, b) => a.start - b.start)
  const positionAt = (along: number): number => {
    let before: Stroke | undefined
    let after: Stroke | undefined
    for (const stroke of strokes) {
      if (along >= stroke.start && along <= stroke.end) return strokePosition(stroke, along)
      if (stroke.end < along && (!before || stroke.end > before.end)) before = stroke
      if (stroke.start > along && !after) after = stroke
    }
    if (!before) return strokePosition(after!, along)
    if (!after) return strokePosition(before, along)
    const share = (along - before.end) / (after.start - before.end)
    return endPosition(before, along) * (1 - share) + endPosition(after, along) * share
  }
  return { strokes, positionAt }
}
