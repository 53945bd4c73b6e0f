import { readdir, rm, rmdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { PICTURES } from './picture-store.ts'
import { READINGS } from './reading-store.ts'
import { UNPACKED } from './unpacked-folder.ts'

/** Why something is kept or garbage. */
export type GarbageClass =
  /** Readings of documents in the database, by a reader of today. */
  | 'readings'
  /** Pictures that the database names. */
  | 'pictures'
  /** Readings of documents that an interrupted run has not finished: they let it go on from there. */
  | 'resumable readings'
  /** Readings by older versions of the stages. */
  | 'outdated readings'
  /** Readings of documents that are no longer in the database. */
  | 'orphaned readings'
  | 'orphaned pictures'
  /** Parts of files, and files out of archives, that a killed run left. */
  | 'leftovers'

export const GARBAGE: ReadonlySet<GarbageClass> = new Set<GarbageClass>([
  'outdated readings',
  'orphaned readings',
  'orphaned pictures',
  'leftovers',
])

export interface GarbageEntry {
  readonly class: GarbageClass
  readonly files: number
  /** Sum of the files' lengths. */
  readonly bytes: number
}

export interface GarbageRules {
  /** sha256 of the documents in the database. */
  readonly documents: ReadonlySet<string>
  /** sha256 of the pictures that the database names. */
  readonly pictures: ReadonlySet<string>
  /** Keys (`readingKey`) of readers of today. */
  readonly readers: ReadonlySet<string>
  /** Readings of unknown documents from then on (ms since 1970) belong to a run that may be resumed; null: there is none. */
  readonly resumableSince: number | null
  /** Only count. */
  readonly isDryRun: boolean
}

/**
 * Removes from a database's folder of files what is of no use any more, and tells of all that is in there, garbage first. The caller
 * holds the right to write to the database, unless it only counts.
 */
export async function collectGarbage(folder: string, rules: GarbageRules): Promise<GarbageEntry[]> {
  const found = new Map<GarbageClass, { files: number; bytes: number }>()
  const take = async (path: string, as: GarbageClass) => {
    const total = found.get(as) ?? { files: 0, bytes: 0 }
    found.set(as, total)
    for await (const bytes of fileSizes(path)) {
      total.files += 1
      total.bytes += bytes
    }
    if (GARBAGE.has(as) && !rules.isDryRun) await rm(path, { recursive: true, force: true })
  }
  for await (const path of grandchildren(join(folder, READINGS))) await takeReadings(path, rules, take)
  for await (const path of grandchildren(join(folder, PICTURES))) {
    const [sha256 = ''] = basename(path).split('.')
    await take(path, isPart(path) ? 'leftovers' : rules.pictures.has(sha256) ? 'pictures' : 'orphaned pictures')
  }
  await take(join(folder, UNPACKED), 'leftovers')
  if (!rules.isDryRun) for (const part of [READINGS, PICTURES]) await removeEmptyFolders(join(folder, part))
  const order = (entry: GarbageEntry) => (GARBAGE.has(entry.class) ? 0 : 1)
  return [...found]
    .map(([name, total]): GarbageEntry => ({ class: name, ...total }))
    .filter(({ files }) => files > 0)
    .sort((a, b) => order(a) - order(b) || b.bytes - a.bytes)
}

async function takeReadings(
  path: string,
  { documents, readers, resumableSince }: GarbageRules,
  take: (path: string, as: GarbageClass) => Promise<void>,
): Promise<void> {
  const [sha256 = '', key = ''] = basename(path).split('-')
  if (!readers.has(key)) return take(path, 'outdated readings')
  if (!documents.has(sha256)) {
    const isResumable = resumableSince !== null && (await stat(path)).mtimeMs >= resumableSince
    return take(path, isResumable ? 'resumable readings' : 'orphaned readings')
  }
  for (const name of await readdir(path)) await take(join(path, name), isPart(name) ? 'leftovers' : 'readings')
}

const isPart = (path: string) => path.endsWith('.part')

async function* grandchildren(folder: string): AsyncGenerator<string> {
  for (const child of await entries(folder))
    for (const name of await entries(join(folder, child))) yield join(folder, child, name)
}

async function* fileSizes(path: string): AsyncGenerator<number> {
  const info = await stat(path).catch(() => null)
  if (info?.isFile()) yield info.size
  else if (info?.isDirectory()) for (const name of await entries(path)) yield* fileSizes(join(path, name))
}

async function removeEmptyFolders(folder: string): Promise<void> {
  for (const name of await entries(folder)) {
    const path = join(folder, name)
    if ((await entries(path)).length === 0) await rmdir(path).catch(() => undefined)
  }
}

/** None for a folder that is not there. */
function entries(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
