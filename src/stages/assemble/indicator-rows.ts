import type { FormDefinition } from '../../forms/form-definition.ts'
import type { LabelledCell, LabelMatch, SheetRow } from '../../model/form-sheet.ts'
import type { Cell } from '../../model/page-reading.ts'

/** An indicator row taken apart: its label cells, its name and value cells, and what seems wrong with it. */
export interface IndicatorRow {
  readonly segment: number
  readonly row: number
  readonly labels: readonly LabelledCell[]
  readonly name: readonly Cell[]
  readonly value: readonly Cell[]
  /** The ruling lines put the row into the same level-2 cell as the row before. */
  readonly joined: boolean
  /** Why the split into name and value is doubtful; empty when it is not. */
  readonly doubts: readonly string[]
}

const isLevel = (match: LabelMatch) => match.role === 'level1' || match.role === 'level2'
const isPrinted = (cell: LabelledCell) => cell.cell.reading.text !== ''

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
export function takeIndicatorRows(
  rows: readonly SheetRow[],
  columns: ColumnFinder,
  form: FormDefinition,
): IndicatorRow[] {
  const taken: IndicatorRow[] = []
  let waiting: LabelledCell[] = []
  for (const row of rows) {
    if (isHeaderRow(row)) continue
    const split = columns.split(row, form) ?? splitByOrder(row)
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
      joined: split.joined,
      doubts: split.doubts,
    })
  }
  const last = taken.at(-1)
  if (waiting.length > 0 && last !== undefined)
    taken[taken.length - 1] = { ...last, labels: [...last.labels, ...waiting] }
  return taken
}

export interface RowSplit {
  readonly labels: readonly LabelledCell[]
  readonly name: readonly LabelledCell[]
  readonly value: readonly LabelledCell[]
  readonly joined: boolean
  readonly doubts: readonly string[]
}

/** Finds a row's columns from geometry; null where there is none. */
export interface ColumnFinder {
  split(row: SheetRow, form: FormDefinition): RowSplit | null
}

/** The last two texts are name and value; what stands before them is a label. */
function splitByOrder(row: SheetRow): RowSplit {
  const printed = row.cells.filter(isPrinted)
  const frameless = printed.filter(cell => !isFrameLabel(cell) || isLevelLabel(cell))
  const labelCount = frameless.findLastIndex(isLevelLabel) + 1
  const free = Math.max(labelCount, frameless.length - 2)
  const labels = frameless.slice(0, free)
  const [name, value] = frameless.slice(free)
  if (name === undefined) return { labels, name: [], value: [], joined: false, doubts: [] }
  if (value !== undefined) return { labels, name: [name], value: [value], joined: false, doubts: [] }
  return { labels, name: [name], value: [], joined: false, doubts: ['only one of name and value was read on this row'] }
}
