import type { ColumnRole, FormDefinition } from '../../forms/form-definition.ts'
import type { LabelledCell, LabelledSheet, SheetRow } from '../../model/form-sheet.ts'
import { headerColumns } from './header-columns.ts'
import type { ColumnFinder, RowSplit } from './indicator-rows.ts'
import { isHeaderRow, isPrinted, type Level2Cell } from './indicator-rows.ts'

/** x-range of a column as fractions of the width of its leaf. */
interface ColumnRange {
  readonly role: ColumnRole
  readonly left: number
  readonly right: number
}

/**
 * The columns of ruled indicator tables, from the header row that names them: a continuation on the next page has the same
 * column lines but no header. A cell belongs to the column that covers most of it. Tabbed text has no columns: null.
 */
export function ruledColumns(sheet: LabelledSheet, form: FormDefinition): ColumnFinder {
  const header = sheet.rows.find(row => isHeaderRow(row) && edgesOf(sheet, row) !== null)
  const ranges = header === undefined ? null : headerRanges(sheet, header, form)
  return {
    split(row: SheetRow): RowSplit | null {
      const edges = edgesOf(sheet, row)
      if (ranges === null || edges === null) return null
      const labels: LabelledCell[] = []
      const name: LabelledCell[] = []
      const value: LabelledCell[] = []
      for (const cell of row.cells) {
        const role = roleAt(cell, edges, ranges)
        if (role === 'name') name.push(cell)
        else if (role === 'value') value.push(cell)
        else if (role === 'level1' || role === 'level2') labels.push(cell)
      }
      const level2 = labels.filter(cell => roleAt(cell, edges, ranges) === 'level2')
      const level2Cell: Level2Cell = level2.length === 0 ? 'goes-on' : level2.some(isPrinted) ? 'printed' : 'blank'
      const isBlank = [...name, ...value].every(cell => cell.cell.reading.text === '')
      if (isBlank) return { labels, name: [], value: [], level2Cell, doubts: [] }
      const doubts = name.length === 1 && value.length === 1 ? [] : ['the row does not have the columns of its table']
      return { labels: labels.filter(isPrinted), name, value, level2Cell, doubts }
    },
  }
}

function edgesOf(sheet: LabelledSheet, row: SheetRow): readonly number[] | null {
  return sheet.sheet.segments[row.segment]?.columnEdges ?? null
}

function headerRanges(sheet: LabelledSheet, header: SheetRow, form: FormDefinition): ColumnRange[] | null {
  const edges = edgesOf(sheet, header)
  if (edges === null) return null
  const ranges: ColumnRange[] = []
  const columns = headerColumns(header.cells, form)
  for (const [i, cell] of header.cells.entries()) {
    const column = columns[i] ?? namedAgain(cell, form)
    const left = edges[cell.cell.column]
    const right = edges[cell.cell.column + cell.cell.columnSpan]
    if (column !== null && left !== undefined && right !== undefined) ranges.push({ role: column.role, left, right })
  }
  const hasName = ranges.some(range => range.role === 'name')
  return hasName && ranges.some(range => range.role === 'value') ? ranges : null
}

/** A second column of one role (a target of the project beside that of the year): what stands in both is for a person to part. */
function namedAgain(cell: LabelledCell, form: FormDefinition): FormDefinition['columns'][number] | null {
  const exact = cell.matches.find(match => match.role === 'header' && match.cost === 0 && !match.part)
  return form.columns.find(({ headers }) => exact !== undefined && headers[0] === exact.label) ?? null
}

/** The column that the cell's middle lies in; left of all of them are the grouping cells. */
function roleAt(cell: LabelledCell, edges: readonly number[], ranges: readonly ColumnRange[]): ColumnRole {
  const left = edges[cell.cell.column] ?? 0
  const right = edges[cell.cell.column + cell.cell.columnSpan] ?? 1
  const middle = (left + right) / 2
  return ranges.find(range => middle >= range.left && middle < range.right)?.role ?? 'group'
}
