import type { LabelledCell, LabelMatch, SheetRow } from '../../model/form-sheet.ts'
import type { Cell } from '../../model/page-reading.ts'

/**
 * The level-2 cell of a row: one begins here with a label or without, the one of the row before goes on, or, in tabbed
 * text, nothing is known of it.
 */
export type Level2Cell = 'printed' | 'blank' | 'goes-on' | 'unknown'

/** An indicator row taken apart: its label cells, its name and value cells, and what seems wrong with it. */
export interface IndicatorRow {
  readonly segment: number
  readonly row: number
  readonly labels: readonly LabelledCell[]
  readonly name: readonly Cell[]
  readonly value: readonly Cell[]
  readonly level2Cell: Level2Cell
  /** Why the split into name and value is doubtful; empty when it is not. */
  readonly doubts: readonly string[]
}

const isLevel = (match: LabelMatch) => match.role === 'level1' || match.role === 'level2'
export const isPrinted = (cell: LabelledCell) => cell.cell.reading.text !== ''

/** A cell that shows a level label beyond doubt: it can be neither a name nor a value. */
function isLevelLabel({ matches }: LabelledCell): boolean {
  return matches.some(match => isLevel(match) && match.cost === 0)
}

/** A cell that shows a grouping or header label. */
function isFrameLabel({ matches }: LabelledCell): boolean {
  return matches.some(match => (match.role === 'group' || match.role === 'header') && match.cost <= 0.1)
}

export function isHeaderRow(row: SheetRow): boolean {
  return row.cells.filter(cell => cell.matches.some(match => match.role === 'header' && match.cost <= 0.25)).length >= 2
}

/**
 * Takes the rows of the indicator table apart. In tabbed text the last two texts of a row are name and value, however far
 * the row has shifted; in a ruled table the header's columns say which cell is which. Labels on rows of their own are
 * handed to the next row (or, at the end, to the last).
 */
export function takeIndicatorRows(rows: readonly SheetRow[], columns: ColumnFinder): IndicatorRow[] {
  const taken: IndicatorRow[] = []
  let waiting: LabelledCell[] = []
  for (const row of rows) {
    if (isHeaderRow(row)) continue
    const split = columns.split(row) ?? splitByOrder(row)
    const labels = [...waiting, ...split.labels]
    if (split.name.length === 0 && split.value.length === 0) {
      waiting = labels
      continue
    }
    waiting = []
    taken.push({
      segment: row.segment,
      row: row.row,
      labels,
      name: split.name.map(cell => cell.cell),
      value: split.value.map(cell => cell.cell),
      level2Cell: split.level2Cell,
      doubts: split.doubts,
    })
  }
  const last = taken.at(-1)
  if (waiting.length > 0 && last !== undefined)
    taken[taken.length - 1] = { ...last, labels: [...last.labels, ...waiting] }
  return joinCutRows(taken)
}

/**
 * A row that a page edge cut through is one row: where the halves complete each other (a name here, its value there, or the
 * second line of either) their texts are joined, and a person is asked to look.
 */
function joinCutRows(rows: readonly IndicatorRow[]): IndicatorRow[] {
  const joined: IndicatorRow[] = []
  for (const row of rows) {
    const before = joined.at(-1)
    if (before === undefined || !areHalves(before, row)) joined.push(row)
    else
      joined[joined.length - 1] = {
        ...before,
        labels: [...before.labels, ...row.labels],
        name: [...before.name, ...row.name],
        value: [...before.value, ...row.value],
        doubts: ['a page edge cut through this row; its halves were joined'],
      }
  }
  return joined
}

function areHalves(upper: IndicatorRow, lower: IndicatorRow): boolean {
  if (upper.segment === lower.segment) return false
  const isCut = (cells: readonly Cell[], side: 'top' | 'bottom') =>
    cells.some(cell => cell.cut === side || cell.cut === 'both')
  if (!isCut([...upper.name, ...upper.value], 'bottom') || !isCut([...lower.name, ...lower.value], 'top')) return false
  return [upper.name, upper.value, lower.name, lower.value].some(cells => cells.every(cell => cell.reading.text === ''))
}

export interface RowSplit {
  readonly labels: readonly LabelledCell[]
  readonly name: readonly LabelledCell[]
  readonly value: readonly LabelledCell[]
  readonly level2Cell: Level2Cell
  readonly doubts: readonly string[]
}

/** Finds a row's columns from geometry; null where there is none. */
export interface ColumnFinder {
  split(row: SheetRow): RowSplit | null
}

/** The last two texts are name and value; what stands before them is a label. */
function splitByOrder(row: SheetRow): RowSplit {
  const printed = row.cells.filter(isPrinted)
  const frameless = printed.filter(cell => !isFrameLabel(cell) || isLevelLabel(cell))
  const labelCount = frameless.findLastIndex(isLevelLabel) + 1
  const free = Math.max(labelCount, frameless.length - 2)
  const labels = frameless.slice(0, free)
  const [name, value] = frameless.slice(free)
  if (name === undefined) return { labels, name: [], value: [], level2Cell: 'unknown', doubts: [] }
  if (value !== undefined) return { labels, name: [name], value: [value], level2Cell: 'unknown', doubts: [] }
  return {
    labels,
    name: [name],
    value: [],
    level2Cell: 'unknown',
    doubts: ['only one of name and value was read on this row'],
  }
}
