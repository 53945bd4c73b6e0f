import { type Dirent, readdir } from 'node:fs'
import { resolve } from 'node:path'
import { glob } from 'tinyglobby'

/** The absolute paths that a pattern names: files, folders, links (not followed), pipes. */
export async function patternMatches(pattern: string): Promise<string[]> {
  const options = { absolute: true, onlyFiles: false, expandDirectories: false, followSymbolicLinks: false }
  const matches = await glob(pattern, { ...options, fs: { readdir: readEntries as typeof readdir } })
  return matches.map(match => resolve(match))
}

type Entries = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void

/** The library passes over what is neither a file nor a folder: shown to it as a file, it is found like one. */
function readEntries(path: string, options: { withFileTypes: true }, callback: Entries): void {
  readdir(path, options, (error, entries = []) =>
    callback(
      error,
      entries.map(entry => (entry.isFile() || entry.isDirectory() ? entry : shownAsFile(entry))),
    ),
  )
}

function shownAsFile(entry: Dirent): Dirent {
  return Object.create(entry, { isFile: { value: () => true }, isSymbolicLink: { value: () => false } })
}
