import type { QueryResult } from '../query/run-query.ts'
import type { ReportColumn, ReportTable } from '../report/report-table.ts'
import { tableToCsv } from '../report/table-to-csv.ts'
import { tableToJson, tableToJsonl } from '../report/table-to-json.ts'
import type { SqlValue } from '../store/connection.ts'
import { tableToMarkdown } from './terminal/markdown-table.ts'
import { resultToTable } from './terminal/result-to-table.ts'
import { tableToText } from './terminal/text-table.ts'
import { writeData } from './terminal/write-data.ts'

type Row = readonly SqlValue[]

interface Target {
  readonly format: 'table' | 'csv' | 'json' | 'jsonl' | 'markdown' | 'xlsx'
  readonly out?: string | undefined
  readonly bom?: boolean | undefined
}

/** Writes a query's result in a format, to stdout or a file. */
export async function writeResult(
  result: Pick<QueryResult, 'columns' | 'rows'>,
  { format, out, bom }: Target,
): Promise<void> {
  const table = resultToReportTable(result)
  switch (format) {
    case 'table': {
      const width = out === undefined && process.stdout.isTTY ? process.stdout.columns : null
      return writeData([tableToText(resultToTable(result), width)], out)
    }
    case 'markdown':
      return writeData([tableToMarkdown(resultToTable(result))], out)
    case 'csv':
      return writeData(tableToCsv(table, { forSpreadsheet: bom ?? out !== undefined }), out)
    case 'json':
      return writeData(tableToJson(table), out)
    case 'jsonl':
      return writeData(tableToJsonl(table), out)
    case 'xlsx': {
      const { sheetsToXlsx, tableToSheet } = await import('../report/tables-to-xlsx.ts')
      return writeData([await sheetsToXlsx([await tableToSheet(table)])], out)
    }
  }
}

function resultToReportTable({ columns, rows }: Pick<QueryResult, 'columns' | 'rows'>): ReportTable<Row> {
  return {
    name: 'Result',
    columns: columns.map(
      (key, index): ReportColumn<Row> => ({ key, type: 'text', width: 20, value: row => row[index] ?? null }),
    ),
    rows,
  }
}
