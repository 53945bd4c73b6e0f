import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/open-store.ts'
import { type GoldForm, goldToResult, readGold } from '../store/gold-result.ts'

/** A database of the seed's forms and of the same projects one and two years later, changed as `change` says. */
export async function seedDatabase(
  change: (form: GoldForm, year: number) => GoldForm = form => form,
): Promise<{ file: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-query-'))
  const file = join(folder, 'seed.db')
  const store = await openStore(file)
  const runId = await store.startRun({ command: 'ingest', configuration: '{}' })
  for (const year of [2024, 2025, 2026]) {
    const forms = readGold().map(form => change({ ...form, fiscalYear: year }, year))
    await store.saveDocument(goldToResult(forms, `minhang-${year}.txt`), runId)
  }
  await store.finishRun(runId, 'finished')
  await store.close()
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
