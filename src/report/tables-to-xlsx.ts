import writeXlsxFile, { type Cell, type Row, type Sheet } from 'write-excel-file/node'
import { TabulariumError } from '../model/tabularium-error.ts'
import type { ReportColumn, ReportTable } from './report-table.ts'

/** What Excel can hold. */
const MOST_ROWS = 1_048_576
const MOST_CHARACTERS = 32_767

/** Exact to 15 digits: as many as Excel keeps of a number. */
const MOST_DIGITS = 15

/** One sheet, headings fixed at the top. All of it is held in memory. */
export async function tableToSheet<Item>({ name, columns, rows }: ReportTable<Item>): Promise<Sheet<Buffer>> {
  const data: Row[] = [columns.map(({ key }) => ({ value: key, fontWeight: 'bold', backgroundColor: '#E8EEF4' }))]
  for await (const row of rows) {
    if (data.length === MOST_ROWS) throw tooManyRows(name)
    data.push(columns.map(column => toCell(column, row)))
  }
  return { data, sheet: name, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }
}

/** The sheets as a spreadsheet file. */
export function sheetsToXlsx(sheets: Sheet<Buffer>[]): Promise<Buffer> {
  return writeXlsxFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer()
}

/** Texts stay texts whatever they look like: `=1.00(项)` is no formula here. */
function toCell<Item>(column: ReportColumn<Item>, row: Item): Cell {
  const value = column.value(row)
  if (value === null) return null
  if (typeof value === 'number') return { type: Number, value }
  if (column.type === 'amount' || column.type === 'decimal') {
    const isExact = value.replace(/[^\d]/gu, '').length <= MOST_DIGITS
    if (isExact)
      return { type: Number, value: Number(value), ...(column.type === 'amount' ? { format: '#,##0.00' } : {}) }
  }
  const text = value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS - 1)}…` : value
  return { type: String, value: text }
}

function tooManyRows(name: string): TabulariumError {
  return new TabulariumError(
    'too-many-rows',
    `The sheet ${name} would have more than ${MOST_ROWS.toLocaleString('en')} rows, which is all that Excel can hold.`,
    'Use --format csv.',
    { exitStatus: 2 },
  )
}
