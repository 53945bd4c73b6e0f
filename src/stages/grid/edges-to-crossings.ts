import { type BorderInk, borderInk } from './border-ink.ts'
import { linesToEdges, openEdge, type RuleEdge } from './lines-to-edges.ts'
import type { TableStrokes } from './lines-to-tables.ts'
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
/** Ink an edge must show on one run of stretches from rule to rule; or, where corners are lost, the more on a run as long as this (mm). */
const brokenCover = 0.5
const clearIsolation = 0.8
const ruleIsolation = 0.6
const confirmingCover = 0.7
const sureCover = 0.85
const sureLengthMm = 30

/** The pieces of rules of one table → its net; null where they make no net. Edges that no stretch confirms are dropped. */
export function edgesToCrossings(table: TableStrokes, maps: RuleMaps): Crossings | null {
  const rows = linesToEdges(table.horizontals, maps.horizontal)
  const columns = linesToEdges(table.verticals, maps.vertical)
  if (rows.length === 0 || columns.length === 0) return null
  const rowEnds = openSides(rows, columns, maps.vertical)
  const columnEnds = openSides(columns, rows, maps.horizontal)
  let net = measured(withOpenSides(rows, rowEnds), withOpenSides(columns, columnEnds), maps)
  for (;;) {
    const { pxPerMm, block } = maps.horizontal
    const rate = meetingRate([...net.rowInk, ...net.columnInk])
    const keptRows = net.rows.filter((e, i) =>
      isConfirmed(e, net.rowInk[i]!, stretchLengths(e, net.columns, block), pxPerMm, rate),
    )
    const keptColumns = net.columns.filter((e, i) =>
      isConfirmed(e, net.columnInk[i]!, stretchLengths(e, net.rows, block), pxPerMm, rate),
    )
    if (keptRows.length < 2 || keptColumns.length < 2) return null
    if (keptRows.length === net.rows.length && keptColumns.length === net.columns.length) break
    net = measured(keptRows, keptColumns, maps)
  }
  return {
    ...net,
    meetingRate: meetingRate([...net.rowInk, ...net.columnInk]),
    openTop: rowEnds.before !== null,
    openBottom: rowEnds.after !== null,
    openLeft: columnEnds.before !== null,
    openRight: columnEnds.after !== null,
  }
}

/**
 * 0..1, a border from one half on: ink counts for more where it meets the rules across it and stands alone.
 * `meetingRate` (0..1) says how surely rules of this table meet: in a table with whole corners, ink that meets nothing is a letter's.
 */
export function borderShare(ink: BorderInk, meetingRate: number): number {
  const meetings = (ink.meetsStart ? 1 : 0) + (ink.meetsEnd ? 1 : 0)
  const cover = ink.isolation >= clearIsolation ? Math.sqrt(ink.cover) : ink.cover
  const share = cover * (0.3 + 0.15 * meetings + 0.4 * Math.min(1, ink.isolation / ruleIsolation))
  return share * (1 - meetingRate * (meetings === 0 ? 0.45 : meetings === 1 ? 0.12 : 0))
}

/** The share of ends of clearly ruled stretches that meet the rule across them. */
function meetingRate(ink: readonly (readonly BorderInk[])[]): number {
  const clear = ink.flat().filter(s => s.cover >= 0.9 && s.isolation >= ruleIsolation)
  if (clear.length === 0) return 0
  return clear.reduce((sum, s) => sum + (s.meetsStart ? 0.5 : 0) + (s.meetsEnd ? 0.5 : 0), 0) / clear.length
}

/**
 * A stretch, or a run of them, that begins and ends at rules across it; or a run too long and too dense for letters.
 * An edge without pieces closes an open side and needs no ink.
 */
function isConfirmed(
  edge: RuleEdge,
  stretches: readonly BorderInk[],
  lengths: readonly number[],
  pxPerMm: number,
  rate: number,
): boolean {
  if (edge.strokes.length === 0) return true
  for (let i = 0; i < stretches.length; i++) {
    if (borderShare(stretches[i]!, rate) < 0.5) continue
    const first = i
    while (i + 1 < stretches.length && borderShare(stretches[i + 1]!, rate) >= 0.5) i++
    let length = 0
    let covered = 0
    let isolated = 0
    for (let k = first; k <= i; k++) {
      length += lengths[k]!
      covered += lengths[k]! * stretches[k]!.cover
      isolated += lengths[k]! * stretches[k]!.cover * stretches[k]!.isolation
    }
    const isAlone = isolated >= covered * ruleIsolation
    const isMeeting = stretches[first]!.meetsStart && stretches[i]!.meetsEnd
    const isBeginning = stretches[first]!.meetsStart || stretches[i]!.meetsEnd
    if (covered >= length * confirmingCover && isAlone) return true
    if (covered >= length * brokenCover && isolated >= covered * clearIsolation && isBeginning) return true
    if (covered >= length * sureCover && isMeeting && length >= sureLengthMm * pxPerMm) return true
  }
  return false
}

/** Where the table runs on before the first and past the last of `edges`: px, or null where a rule closes it. */
function openSides(
  edges: readonly RuleEdge[],
  across: readonly RuleEdge[],
  map: RuleMap,
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
  // One rule alone may be an ornament; two or more are the sides of cells.
  return {
    before: starts.length >= 2 ? Math.min(...starts) : null,
    after: ends.length >= 2 ? Math.max(...ends) : null,
  }
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
  const block = maps.horizontal.block
  return {
    rows,
    columns,
    rowInk: rows.map(row =>
      stretches(row, columns, block).map(([from, to]) => borderInk(row, from, to, maps.horizontal)),
    ),
    columnInk: columns.map(column =>
      stretches(column, rows, block).map(([from, to]) => borderInk(column, from, to, maps.vertical)),
    ),
  }
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
