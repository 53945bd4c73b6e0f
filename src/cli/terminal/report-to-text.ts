import { groupDigits } from '../../report/format-yuan.ts'
import type { CellValue, ReportColumn, ReportTable } from '../../report/report-table.ts'
import { tableToText } from './text-table.ts'

const ROWS_SHOWN = 1_000

/** A report in a terminal: the columns that fit a line, the first rows. */
export async function reportToText<Row>({ columns, rows }: ReportTable<Row>): Promise<string> {
  const shown = columns.filter(({ isDetail }) => !isDetail)
  const lines: string[][] = []
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count <= ROWS_SHOWN) lines.push(shown.map(column => cellText(column, column.value(row))))
  }
  const rightAligned = new Set(shown.flatMap(({ type }, index) => (type === 'text' || type === 'date' ? [] : [index])))
  const width = process.stdout.isTTY ? process.stdout.columns : null
  const text = tableToText({ headings: shown.map(({ key }) => key), rows: lines, rightAligned }, width)
  return count > ROWS_SHOWN ? `${text}${count - ROWS_SHOWN} more rows: write them to a file with --out.\n` : text
}

function cellText<Row>({ type }: ReportColumn<Row>, value: CellValue): string {
  if (value === null) return ''
  if (type === 'amount') return groupDigits(String(value))
  return typeof value === 'number' && !Number.isInteger(value) ? String(Math.round(value * 1000) / 1000) : String(value)
}
