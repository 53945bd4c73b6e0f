import type { FormDefinition } from '../forms/form-definition.ts'
import type { StoreReader } from '../store/store.ts'
import { formColumns } from './form-columns.ts'
import { indicatorsTable } from './indicators-table.ts'
import { correctionsTable, findingsTable } from './ledger-tables.ts'
import { sheetsToXlsx, tableToSheet } from './tables-to-xlsx.ts'

/** All of a database as a spreadsheet: a sheet each for forms, indicators, corrections and findings. */
export async function exportToXlsx(reader: StoreReader, definitions: readonly FormDefinition[]): Promise<Buffer> {
  return sheetsToXlsx([
    await tableToSheet({ name: 'Forms', columns: formColumns(definitions), rows: reader.forms() }),
    await tableToSheet(indicatorsTable(reader.forms(), definitions)),
    await tableToSheet(correctionsTable(reader.corrections())),
    await tableToSheet(findingsTable(reader.findings())),
  ])
}
