import { resolveSettings } from '../../app/config.ts'
import { correctionsSheet, stateOf } from '../../report/corrections-sheet.ts'
import { type SheetRow, sheetRows } from '../../report/sheet-rows.ts'
import { tableToCsv } from '../../report/table-to-csv.ts'
import { openStoreReader } from '../../store/open-store.ts'
import type { CorrectionsExportOptions } from '../commands/corrections.ts'
import { writeData } from '../terminal/write-data.ts'

/** The command `corrections export`. */
export async function exportCorrections(options: CorrectionsExportOptions): Promise<void> {
  const reader = await openStoreReader(resolveSettings({ db: options.db }).db)
  try {
    const sheet = correctionsSheet(chosen(sheetRows(reader), options))
    await writeData(tableToCsv(sheet, { forSpreadsheet: options.bom ?? options.out !== undefined }), options.out)
  } finally {
    await reader.close()
  }
}

async function* chosen(
  rows: AsyncIterable<SheetRow>,
  { state, rule }: CorrectionsExportOptions,
): AsyncGenerator<SheetRow> {
  for await (const row of rows) {
    const isChosen =
      (state === undefined || state.includes(stateOf(row))) &&
      (rule === undefined || rule.includes(row.correction.rule))
    if (isChosen) yield row
  }
}
