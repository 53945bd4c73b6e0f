import { engineNames } from '../engines/ocr/engine-by-name.ts'
import { collectGarbage as collect, type GarbageEntry } from '../run/collect-garbage.ts'
import { readingKey } from '../run/reading-store.ts'
import { filesFolder } from '../store/files-folder.ts'
import { openStore, openStoreReader } from '../store/open-store.ts'
import type { RunRecord, StoreReader } from '../store/store.ts'
import { pageEngine } from './working-parts.ts'

/**
 * Removes what is of no use any more from the folder beside the database, or (`isDryRun`) only says what it would remove.
 * @throws TabulariumError `store-missing` (exit 2); `store-in-use` (exit 5), since a run in progress may need all of it.
 */
export async function collectGarbage(
  db: string,
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<GarbageEntry[]> {
  const reader = await openStoreReader(db)
  await reader.close()
  const store = isDryRun ? await openStoreReader(db) : await openStore(db)
  try {
    return await collect(filesFolder(db), {
      documents: await store.documentHashes(),
      pictures: await store.pictureHashes(),
      readers: new Set(engineNames.map(name => readingKey(pageEngine(name)))),
      resumableSince: resumableSince(await lastRuns(store)),
      isDryRun,
    })
  } finally {
    await store.close()
  }
}

const lastRuns = (store: StoreReader) => store.runs(1000)

/** The start of the first of the latest runs that did not come to their end; null when the latest did. */
function resumableSince(newestFirst: readonly RunRecord[]): number | null {
  const finished = newestFirst.findIndex(({ status }) => status === 'finished')
  const open = finished === -1 ? newestFirst : newestFirst.slice(0, finished)
  const first = open.at(-1)
  return first === undefined ? null : Date.parse(first.startedAt)
}
