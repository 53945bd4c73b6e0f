import Papa from 'papaparse'
import type { CellValue, ReportColumn, ReportTable } from './report-table.ts'
import { guardText } from './spreadsheet-guard.ts'

export interface CsvOptions {
  /**
   * For Excel and the like: a byte order mark, without which Excel garbles Chinese, and texts guarded against being taken for
   * formulas (spreadsheet-guard.ts). Without it every text stands as it is.
   */
  readonly forSpreadsheet: boolean
}

const BATCH = 200
const LINE_END = '\r\n'

/** The table as CSV (RFC 4180), headings first, some hundred lines at a time. null is an empty cell. */
export async function* tableToCsv<Row>(
  table: ReportTable<Row>,
  { forSpreadsheet }: CsvOptions,
): AsyncGenerator<string> {
  const toLines = (rows: CellValue[][]) => Papa.unparse(rows, { newline: LINE_END }) + LINE_END
  const cell = (column: ReportColumn<Row>, row: Row) => {
    const value = column.value(row)
    return forSpreadsheet && column.type === 'text' && typeof value === 'string' ? guardText(value) : value
  }
  yield (forSpreadsheet ? '\uFEFF' : '') + toLines([table.columns.map(column => column.key)])
  let batch: CellValue[][] = []
  for await (const row of table.rows) {
    batch.push(table.columns.map(column => cell(column, row)))
    if (batch.length < BATCH) continue
    yield toLines(batch)
    batch = []
  }
  if (batch.length > 0) yield toLines(batch)
}
