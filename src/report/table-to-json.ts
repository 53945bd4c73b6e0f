import type { CellValue, ReportTable } from './report-table.ts'

/** The table as one JSON array of objects, a row a line. */
export async function* tableToJson<Row>(table: ReportTable<Row>): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const row of table.rows) {
    const entries = table.columns.map((column): [string, CellValue] => [column.key, column.value(row)])
    yield separator + JSON.stringify(Object.fromEntries(entries))
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}
