import { lstat, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { glob } from 'tinyglobby'
import { TabulariumError } from '../model/tabularium-error.ts'

/** Endings of files that may be read; a folder's other files are not inputs. */
const READABLE = /\.(pdf|png|jpe?g|tiff?|txt|tsv)$/iu

/** A path that was asked for and cannot be looked into, with the system's reason. */
export interface UnreadablePath {
  readonly path: string
  readonly reason: string
}

export interface FoundInputs {
  /** Absolute, each once, sorted by path. */
  readonly files: readonly string[]
  readonly unreadable: readonly UnreadablePath[]
}

/**
 * The files that paths, folders (searched recursively) and globs name. Truth files (`*.gold.jsonl`) and other endings inside
 * folders are passed over; a file that is named itself is always taken.
 * @throws TabulariumError `no-such-input` (exit 2) for a path or pattern that matches nothing.
 */
export async function findInputs(patterns: readonly string[]): Promise<FoundInputs> {
  const files = new Set<string>()
  const unreadable: UnreadablePath[] = []
  for (const pattern of patterns) {
    const stat = await lstat(resolve(pattern)).catch(() => null)
    if (stat?.isDirectory()) await collect(resolve(pattern), files, unreadable)
    else if (stat !== null) files.add(resolve(pattern))
    else {
      const matches = await glob(pattern, { absolute: true, onlyFiles: true })
      if (matches.length === 0)
        throw new TabulariumError(
          'no-such-input',
          `There is no file, folder or match for "${pattern}".`,
          'Check the spelling of the path; quote patterns such as "scans/**/*.pdf".',
          { exitStatus: 2 },
        )
      for (const match of matches) files.add(resolve(match))
    }
  }
  return { files: [...files].sort(), unreadable }
}

async function collect(folder: string, files: Set<string>, unreadable: UnreadablePath[]): Promise<void> {
  let entries: Awaited<ReturnType<typeof readEntries>>
  try {
    entries = await readEntries(folder)
  } catch (error) {
    unreadable.push({ path: folder, reason: error instanceof Error ? error.message : String(error) })
    return
  }
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await collect(path, files, unreadable)
    else if (entry.isFile() && READABLE.test(entry.name)) files.add(path)
  }
}

function readEntries(folder: string) {
  return readdir(folder, { withFileTypes: true })
}
