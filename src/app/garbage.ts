import { arbiterNames, engineNames } from '../engines/ocr/engine-by-name.ts'
import { TabulariumError } from '../model/tabularium-error.ts'
import { collectGarbage as collect, type GarbageEntry } from '../run/collect-garbage.ts'
import { readingKey } from '../run/reading-store.ts'
import { filesFolder, sharersOfFolder } from '../store/files-folder.ts'
import { openStore, openStoreReader } from '../store/open-store.ts'
import type { RunRecord, StoreReader } from '../store/store.ts'
import { pageEngine } from './working-parts.ts'

/** How long what an interrupted run read is kept for it. */
const RESUMABLE_MS = 30 * 24 * 60 * 60 * 1000

/**
 * Removes what is of no use any more from the folder beside the database, or (`isDryRun`) only says what it would remove. What
 * another database with the same folder needs is of use.
 * @throws TabulariumError `store-missing` (exit 2); `store-in-use` (exit 5), since a run in progress may need all of it.
 */
export async function collectGarbage(
  db: string,
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<GarbageEntry[]> {
  const reader = await openStoreReader(db)
  await reader.close()
  const stores: StoreReader[] = [isDryRun ? await openStoreReader(db) : await openStore(db)]
  try {
    for (const file of sharersOfFolder(db)) stores.push(...(await readerOf(file)))
    return await collect(filesFolder(db), {
      documents: await union(stores, store => store.documentHashes()),
      pictures: await union(stores, store => store.pictureHashes()),
      readers: new Set(engineNames.flatMap(name => arbiterNames.map(arbiter => readingKey(pageEngine(name, arbiter))))),
      resumableSince: await resumableSince(stores),
      isDryRun,
    })
  } finally {
    for (const store of stores) await store.close()
  }
}

/** None for a file that is no database of this program: it needs nothing. */
async function readerOf(file: string): Promise<StoreReader[]> {
  try {
    return [await openStoreReader(file)]
  } catch (error) {
    if (error instanceof TabulariumError && NOT_OURS.has(error.code)) return []
    throw error
  }
}

const NOT_OURS: ReadonlySet<string> = new Set(['store-not-a-database', 'store-foreign'])

async function union(
  stores: readonly StoreReader[],
  hashesOf: (store: StoreReader) => Promise<ReadonlySet<string>>,
): Promise<ReadonlySet<string>> {
  const all = new Set<string>()
  for (const store of stores) for (const hash of await hashesOf(store)) all.add(hash)
  return all
}

/**
 * The start of the oldest run of late that did not come to its end, whatever finished after it: a later run may have had to do
 * with other documents. Null when all came to their ends.
 */
async function resumableSince(stores: readonly StoreReader[]): Promise<number | null> {
  const oldest = Date.now() - RESUMABLE_MS
  const starts: number[] = []
  for (const store of stores)
    for (const run of await store.runs(Number.MAX_SAFE_INTEGER))
      if (run.status !== 'finished' && lastSign(run) >= oldest) starts.push(Date.parse(run.startedAt))
  return starts.length === 0 ? null : starts.reduce((first, start) => Math.min(first, start))
}

const lastSign = ({ finishedAt, notedAt, startedAt }: RunRecord) => Date.parse(finishedAt ?? notedAt ?? startedAt)
