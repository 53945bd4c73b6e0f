import type { QueryResult } from '../../query/run-query.ts'
import { groupDigits } from '../../report/format-yuan.ts'
import type { SqlValue } from '../../store/connection.ts'
import type { TextTable } from './text-table.ts'

/** A query's result for the terminal: columns of numbers at the right, money with its thousands apart. */
export function resultToTable({ columns, rows }: Pick<QueryResult, 'columns' | 'rows'>): TextTable {
  const isNumeric = columns.map(
    (_, index) =>
      rows.some(row => typeof row[index] === 'number') &&
      rows.every(row => row[index] === null || typeof row[index] === 'number'),
  )
  return {
    headings: columns,
    rows: rows.map(row => row.map((value, index) => valueToText(value, columns[index] ?? ''))),
    rightAligned: new Set(columns.flatMap((_, index) => (isNumeric[index] ? [index] : []))),
  }
}

function valueToText(value: SqlValue, column: string): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  return column.endsWith('yuan') ? groupDigits(value.toFixed(2)) : String(value)
}
