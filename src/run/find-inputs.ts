import { type Dirent, existsSync, realpathSync, type Stats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { TabulariumError } from '../model/tabularium-error.ts'
import { filesFolder } from '../store/files-folder.ts'
import { archiveOf } from './archive-of.ts'
import { linkTarget } from './open-source.ts'
import { patternMatches } from './pattern-matches.ts'
import { hasReadableName, isArchiveName } from './readable-name.ts'
import { linkIssue, type RefusedPath, specialFileIssue, systemIssue } from './refusals.ts'

export interface InputRequest {
  /** Files, folders (searched recursively) and globs. */
  readonly patterns: readonly string[]
  /** Files and folders to the letter, from a list. One that is not there is refused like an unreadable one. */
  readonly listed?: readonly string[]
  /** The database that the run writes to: what is kept beside it is passed over in a folder that holds it. */
  readonly ownDatabase?: string
}

export interface FoundInputs {
  /** Absolute, each once, sorted by path. */
  readonly files: readonly string[]
  /** By path of an archive: the only files in it that are asked for. */
  readonly partsByArchive: ReadonlyMap<string, ReadonlySet<string>>
  /** Links, special files, and what the system does not let us look at; sorted by path. */
  readonly refused: readonly RefusedPath[]
  /** Absolute paths of the folders that were listed, in no particular order. */
  readonly folders: readonly string[]
  /** Files in folders whose ending says that they are no inputs: how many of each. Hidden ones do not count. */
  readonly passedOver: Readonly<Record<string, number>>
}

/**
 * The files that paths, folders, globs and lists name; a glob names files and folders alike. Truth files (`*.gold.jsonl`) and other endings inside folders are passed
 * over; a file that is named itself is always taken. Symbolic links and special files are refused wherever they would have
 * been read.
 * @throws TabulariumError `no-such-input` (exit 2) for a path or pattern that matches nothing.
 */
export async function findInputs({ patterns, listed = [], ownDatabase }: InputRequest): Promise<FoundInputs> {
  const search = new InputSearch(ownDatabase)
  for (const pattern of patterns) {
    const named = await lstat(resolve(pattern)).catch(() => null)
    if (named !== null) await search.take(resolve(pattern), named)
    else {
      const matches = await patternMatches(pattern)
      if (matches.length === 0)
        throw new TabulariumError(
          'no-such-input',
          `There is no file, folder or match for "${pattern}".`,
          'Check the spelling of the path; quote patterns such as "scans/**/*.pdf".',
          { exitStatus: 2 },
        )
      for (const match of matches) await search.look(match)
    }
  }
  for (const path of listed) await search.look(resolve(path))
  return search.found()
}

class InputSearch {
  readonly #files = new Set<string>()
  readonly #refused = new Map<string, RefusedPath>()
  readonly #partsByArchive = new Map<string, Set<string>>()
  readonly #folders: string[] = []
  readonly #passedOver = new Map<string, number>()
  /** What runs keep beside their database, links followed; null: there is none. */
  readonly #ownFolder: string | null
  /** Its name, with which its log begins too. */
  readonly #ownDatabase: string | null

  constructor(ownDatabase: string | undefined) {
    this.#ownDatabase = ownDatabase === undefined ? null : basename(ownDatabase)
    const folder = ownDatabase === undefined ? null : filesFolder(ownDatabase)
    this.#ownFolder = folder !== null && existsSync(folder) ? realpathSync(folder) : folder
  }

  async look(path: string): Promise<void> {
    try {
      await this.take(path, await lstat(path))
    } catch (error) {
      const part = await archiveOf(path)
      if (part === null) this.#refuse({ path, issue: systemIssue(error, 'file') })
      else this.#partsByArchive.set(part.archive, (this.#partsByArchive.get(part.archive) ?? new Set()).add(part.name))
    }
  }

  /** Takes what was named itself. */
  async take(path: string, info: Stats): Promise<void> {
    if (info.isDirectory()) await this.#folder(path)
    else if (info.isFile()) this.#files.add(path)
    else if (info.isSymbolicLink()) this.#refuse({ path, issue: linkIssue(await linkTarget(path)) })
    else this.#refuse({ path, issue: specialFileIssue(info) })
  }

  found(): FoundInputs {
    const byPath = (a: RefusedPath, b: RefusedPath) => (a.path < b.path ? -1 : 1)
    const refused = [...this.#refused.values()].sort(byPath)
    // An archive that is an input itself is one with all that is in it.
    for (const archive of this.#files) this.#partsByArchive.delete(archive)
    const partsByArchive = this.#partsByArchive
    const files = [...this.#files, ...partsByArchive.keys()].sort()
    const passedOver = Object.fromEntries([...this.#passedOver].sort())
    return { files, partsByArchive, refused, folders: this.#folders, passedOver }
  }

  async #folder(folder: string): Promise<void> {
    if (await this.#isOwn(folder)) return
    let entries: Dirent[]
    try {
      entries = await readdir(folder, { withFileTypes: true })
    } catch (error) {
      this.#refuse({ path: folder, issue: systemIssue(error, 'folder') })
      return
    }
    this.#folders.push(folder)
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await this.#folder(path)
      else if (entry.isSymbolicLink()) {
        if (isInput(entry.name) || (await leadsToFolder(path)))
          this.#refuse({ path, issue: linkIssue(await linkTarget(path)) })
      } else if (isInput(entry.name)) {
        if (entry.isFile()) this.#files.add(path)
        else this.#refuse({ path, issue: specialFileIssue(entry) })
      } else if (entry.isFile()) this.#passOver(entry.name)
    }
  }

  #passOver(name: string): void {
    const database = this.#ownDatabase
    if (name.startsWith('.') || (database !== null && name.startsWith(database))) return
    const ending = extname(name).toLowerCase()
    this.#passedOver.set(ending, (this.#passedOver.get(ending) ?? 0) + 1)
  }

  async #isOwn(path: string): Promise<boolean> {
    const own = this.#ownFolder
    if (own === null || basename(path) !== basename(own)) return false
    return (await realpath(path).catch(() => path)) === own
  }

  #refuse(refused: RefusedPath): void {
    this.#refused.set(refused.path, refused)
  }
}

const isInput = (name: string) => hasReadableName(name) || isArchiveName(name)

function leadsToFolder(link: string): Promise<boolean> {
  return stat(link).then(
    info => info.isDirectory(),
    () => false,
  )
}
