import type { CellValue, ReportTable } from './report-table.ts'

/** The table as one JSON array of objects, a row a line. */
export async function* tableToJson<Row>(table: ReportTable<Row>): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const row of table.rows) {
    yield separator + rowToJson(table, row)
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

/** The table as one JSON object a line. */
export async function* tableToJsonl<Row>(table: ReportTable<Row>): AsyncGenerator<string> {
  for await (const row of table.rows) yield `${rowToJson(table, row)}\n`
}

function rowToJson<Row>({ columns }: ReportTable<Row>, row: Row): string {
  return JSON.stringify(
    Object.fromEntries(columns.map((column): [string, CellValue] => [column.key, column.value(row)])),
  )
}
