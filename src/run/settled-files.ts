import { lstat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { findInputs, type InputRequest } from './find-inputs.ts'

export interface SettleOptions {
  /** How long a file must stay as it is before it counts as whole, in ms. */
  readonly settleMs: number
  /** See `InputRequest`. */
  readonly ownDatabase?: string
  /** Ends the watch. */
  readonly signal: AbortSignal
  /** Told when the folder cannot be looked at, and when it can again (null). */
  readonly onTrouble?: (error: unknown) => void
}

interface Seen {
  readonly stamp: string
  readonly since: number
}

/** Looks at a folder more often than files settle, so that a change between two looks is rarely missed. */
const LOOKS_PER_SETTLING = 2
const LEAST_PAUSE_MS = 100

/**
 * Files in a folder that have stopped changing, as they arrive: those that are there already, then new ones and changed ones,
 * in batches sorted by path. A file has stopped changing when its length, time and inode stay the same for `settleMs`. The
 * folder is looked at again and again, since network shares tell of no changes; a look costs about 60 µs a file. Links and special files
 * are among the paths, for the run to refuse.
 */
export async function* settledFiles(folder: string, options: SettleOptions): AsyncGenerator<string[]> {
  const { settleMs, signal, ownDatabase, onTrouble = () => {} } = options
  const seen = new Map<string, Seen>()
  const given = new Map<string, string>()
  let isTroubled = false
  while (!signal.aborted) {
    try {
      const stamps = await look({ patterns: [folder], ...(ownDatabase === undefined ? {} : { ownDatabase }) })
      if (isTroubled) onTrouble(null)
      isTroubled = false
      const settled = settle(stamps, seen, given, settleMs)
      for (const path of settled) given.set(path, stamps.get(path) ?? '')
      if (settled.length > 0) yield settled
    } catch (error) {
      if (!isTroubled) onTrouble(error)
      isTroubled = true
    }
    await sleep(Math.max(LEAST_PAUSE_MS, settleMs / LOOKS_PER_SETTLING), undefined, { signal }).catch(() => undefined)
  }
}

async function look(request: InputRequest): Promise<Map<string, string>> {
  const { files, refused } = await findInputs(request)
  const stamps = new Map<string, string>()
  for (const path of [...files, ...refused.map(({ path }) => path)]) {
    const info = await lstat(path).catch(() => null)
    if (info !== null) stamps.set(path, `${info.size} ${info.mtimeMs} ${info.ino}`)
  }
  return stamps
}

function settle(
  stamps: ReadonlyMap<string, string>,
  seen: Map<string, Seen>,
  given: Map<string, string>,
  settleMs: number,
): string[] {
  const now = performance.now()
  for (const known of [seen, given]) for (const path of known.keys()) if (!stamps.has(path)) known.delete(path)
  const settled: string[] = []
  for (const [path, stamp] of stamps) {
    const last = seen.get(path)
    if (last?.stamp !== stamp) seen.set(path, { stamp, since: now })
    else if (now - last.since >= settleMs && given.get(path) !== stamp) settled.push(path)
  }
  return settled.sort()
}
