import { groupDigits } from '../../report/format-yuan.ts'
import type { CellValue, ReportColumn, ReportTable } from '../../report/report-table.ts'
import { tableToText } from './text-table.ts'

const ROWS_SHOWN = 1_000

/** A report in a terminal: its essential columns, the first rows. */
export async function reportToText<Row>({ columns, rows }: ReportTable<Row>): Promise<string> {
  const essential = columns.filter(({ isDetail }) => !isDetail)
  const cells: string[][] = []
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count <= ROWS_SHOWN) cells.push(essential.map(column => cellText(column, column.value(row))))
  }
  if (count === 0) return 'There is nothing to report.\n'
  // A column without any value takes room from the others.
  const used = essential.map((_, index) => index).filter(index => cells.some(row => row[index] !== ''))
  const shown = used.flatMap(index => essential[index] ?? [])
  const lines = cells.map(row => used.map(index => row[index] ?? ''))
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
