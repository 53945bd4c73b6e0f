import { isConfirmed, meetingRate } from './border-evidence.ts'
import { type BorderInk, borderInk } from './border-ink.ts'
import { openEdge, type RuleEdge } from './lines-to-edges.ts'
import type { RuleMap, RuleMaps } from './rule-map.ts'

/**
 * The net of a table: row edges × column edges, with the ink on every stretch from crossing to crossing.
 * `rowInk[edge][column]` lies on a row edge between two columns, `columnInk[edge][row]` on a column edge between two rows.
 */
export interface Crossings {
  readonly rows: readonly RuleEdge[]
  readonly columns: readonly RuleEdge[]
  readonly rowInk: readonly (readonly BorderInk[])[]
  readonly columnInk: readonly (readonly BorderInk[])[]
  readonly meetingRate: number
  readonly openTop: boolean
  readonly openBottom: boolean
  readonly openLeft: boolean
  readonly openRight: boolean
}

/** Rules that run on by more than this (mm) past the last rule across them show that the table goes on there. */
const overhangMm = 2.6
/** Rules cut at one place end within this of one another (mm). */
const sameEndMm = 4
/** Less than this share of ink on every rule towards an outer edge: the edge is no part of the table. */
const reachedCover = 0.5

/**
 * Row and column edges of one table → its net; null where they make no net. Edges that no stretch confirms, and outer edges that no
 * rule across reaches, are dropped; sides that rules run past get an edge without ink.
 */
export function edgesToCrossings(
  rows: readonly RuleEdge[],
  columns: readonly RuleEdge[],
  maps: RuleMaps,
): Crossings | null {
  const { pxPerMm, block } = maps.horizontal
  let ruled = { rows, columns }
  for (;;) {
    if (ruled.rows.length === 0 || ruled.columns.length === 0) return null
    const rowEnds = openSides(ruled.rows, ruled.columns, maps.vertical, 0)
    const columnEnds = openSides(ruled.columns, ruled.rows, maps.horizontal, 0.5)
    const net = measured(withOpenSides(ruled.rows, rowEnds), withOpenSides(ruled.columns, columnEnds), maps)
    if (net.rows.length < 2 || net.columns.length < 2) return null
    const rate = meetingRate([...net.rowInk, ...net.columnInk])
    const kept = {
      rows: keptEdges(net.rows, net.rowInk, net.columnInk, e => stretchLengths(e, net.columns, block), pxPerMm, rate),
      columns: keptEdges(
        net.columns,
        net.columnInk,
        net.rowInk,
        e => stretchLengths(e, net.rows, block),
        pxPerMm,
        rate,
      ),
    }
    if (kept.rows.length === ruled.rows.length && kept.columns.length === ruled.columns.length) {
      return {
        ...net,
        meetingRate: rate,
        openTop: rowEnds.before !== null,
        openBottom: rowEnds.after !== null,
        openLeft: columnEnds.before !== null,
        openRight: columnEnds.after !== null,
      }
    }
    ruled = kept
  }
}

/** The edges with ink that are part of the table. */
function keptEdges(
  edges: readonly RuleEdge[],
  ink: readonly (readonly BorderInk[])[],
  inkAcross: readonly (readonly BorderInk[])[],
  lengths: (edge: RuleEdge) => number[],
  pxPerMm: number,
  rate: number,
): RuleEdge[] {
  const isReached = (unit: number) => inkAcross.some(stretches => stretches[unit]!.cover >= reachedCover)
  return edges.filter((edge, i) => {
    if (edge.strokes.length === 0) return false
    if (i === 0 && !isReached(0)) return false
    if (i === edges.length - 1 && !isReached(i - 1)) return false
    return isConfirmed(ink[i]!, lengths(edge), pxPerMm, rate)
  })
}

/**
 * Where the table runs on before the first and past the last of `edges`: px, or null where a rule closes it. At the foot of a page a
 * merged cell alone may run on; a table without side rules has at least `leastShare` of its rules run out there.
 */
function openSides(
  edges: readonly RuleEdge[],
  across: readonly RuleEdge[],
  map: RuleMap,
  leastShare: number,
): { before: number | null; after: number | null } {
  const { block, pxPerMm } = map
  const overhang = overhangMm * pxPerMm
  const first = edges[0]!
  const last = edges.at(-1)!
  const starts: number[] = []
  const ends: number[] = []
  for (const edge of across) {
    const start = edge.strokes[0]!.start * block
    const end = Math.max(...edge.strokes.map(s => s.end + 1)) * block
    const alongFirst = edge.positionAt(start / block) / block
    const alongLast = edge.positionAt(end / block) / block
    if (start < first.positionAt(alongFirst) - overhang) starts.push(start)
    if (end > last.positionAt(alongLast) + overhang) ends.push(end)
  }
  const needed = Math.max(2, across.length * leastShare)
  const before = sharedEnd(
    starts.sort((a, b) => a - b),
    needed,
    pxPerMm,
  )
  const after = sharedEnd(
    ends.sort((a, b) => b - a),
    needed,
    pxPerMm,
  )
  return { before, after }
}

/**
 * The outermost of `ends` (sorted from the outside) near which `needed` of them lie: one rule alone may be an ornament, a page cuts
 * all rules at one place.
 */
function sharedEnd(ends: readonly number[], needed: number, pxPerMm: number): number | null {
  const near = (end: number) => ends.filter(e => Math.abs(e - end) <= sameEndMm * pxPerMm).length
  return ends.find(end => near(end) >= needed) ?? null
}

function withOpenSides(edges: readonly RuleEdge[], ends: { before: number | null; after: number | null }): RuleEdge[] {
  return [
    ...(ends.before === null ? [] : [openEdge(ends.before)]),
    ...edges,
    ...(ends.after === null ? [] : [openEdge(ends.after)]),
  ]
}

function measured(
  rows: readonly RuleEdge[],
  columns: readonly RuleEdge[],
  maps: RuleMaps,
): Pick<Crossings, 'rows' | 'columns' | 'rowInk' | 'columnInk'> {
  return {
    rows,
    columns,
    rowInk: rows.map(row => stretchInk(row, columns, maps.horizontal)),
    columnInk: columns.map(column => stretchInk(column, rows, maps.vertical)),
  }
}

function stretchInk(edge: RuleEdge, across: readonly RuleEdge[], map: RuleMap): BorderInk[] {
  return stretches(edge, across, map.block).map(([from, to], i) =>
    borderInk(edge, from, to, map, {
      start: across[i]!.strokes.length === 0,
      end: across[i + 1]!.strokes.length === 0,
    }),
  )
}

/** From crossing to crossing along an edge, px. */
function stretches(edge: RuleEdge, across: readonly RuleEdge[], block: number): [from: number, to: number][] {
  const places = across.map(other => crossingAlong(edge, other, block))
  return places.slice(1).map((to, i) => [places[i]!, to])
}

function stretchLengths(edge: RuleEdge, across: readonly RuleEdge[], block: number): number[] {
  return stretches(edge, across, block).map(([from, to]) => Math.max(0, to - from))
}

/** Where `other` crosses `edge`, px along `edge`. */
export function crossingAlong(edge: RuleEdge, other: RuleEdge, block: number): number {
  const rough = edge.strokes[0] ? (edge.strokes[0].start + edge.strokes.at(-1)!.end) / 2 : 0
  const place = other.positionAt(edge.positionAt(rough) / block)
  return other.positionAt(edge.positionAt(place / block) / block)
}
