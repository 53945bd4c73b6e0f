import { resolveSettings } from '../../app/config.ts'
import { correctionsSheet } from '../../report/corrections-sheet.ts'
import { tableToCsv } from '../../report/table-to-csv.ts'
import { openStoreReader } from '../../store/open-store.ts'
import type { CorrectionOfForm } from '../../store/store.ts'
import type { CorrectionsExportOptions } from '../commands/corrections.ts'
import { writeData } from '../terminal/write-data.ts'

/** The command `corrections export`. */
export async function exportCorrections(options: CorrectionsExportOptions): Promise<void> {
  const reader = await openStoreReader(resolveSettings({ db: options.db }).db)
  try {
    const sheet = correctionsSheet(chosen(reader.corrections(), options))
    await writeData(tableToCsv(sheet, { forSpreadsheet: options.bom ?? options.out !== undefined }), options.out)
  } finally {
    await reader.close()
  }
}

async function* chosen(
  rows: AsyncIterable<CorrectionOfForm>,
  { state, rule }: CorrectionsExportOptions,
): AsyncGenerator<CorrectionOfForm> {
  for await (const row of rows) {
    const isChosen =
      (state === undefined || state.includes(row.correction.decision)) &&
      (rule === undefined || rule.includes(row.correction.rule))
    if (isChosen) yield row
  }
}
