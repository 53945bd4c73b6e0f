import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { unpackEntry } from '../engines/zip/unpack-entry.ts'
import { readZipDirectory, type ZipEntry, ZipFormatError } from '../engines/zip/zip-directory.ts'
import type { Issue } from '../model/issue.ts'
import type { Input } from './expand-inputs.ts'
import { openSource } from './open-source.ts'
import { hasReadableName, isArchiveName } from './readable-name.ts'
import { refusal, systemIssue } from './refusals.ts'

/** What an archive may hold, so that a small file cannot fill the disk: as promised by its directory, and held to it. */
const MOST = { files: 20_000, bytes: 4 * 1024 ** 3, bytesOfOne: 1024 ** 3 }

export type OpenedArchive =
  | { readonly inputs: AsyncIterable<Input>; readonly count: number; readonly issue: null }
  | { readonly issue: Issue }

/**
 * The files in a zip archive that may be read, by name; only `parts` of them where these are given. Each is unpacked into `folder` when its turn comes, under a name of our
 * own, and goes with `discard`. Their paths are the archive's, a `/`, and their name in it. An archive that cannot be read, is too
 * large, or holds nothing to read is an issue.
 */
export async function openArchive(path: string, folder: string, parts?: ReadonlySet<string>): Promise<OpenedArchive> {
  let file: FileHandle | null = null
  try {
    file = await open(path, 'r')
    const entries = await readZipDirectory(file)
    const issue = archiveIssue(entries)
    if (issue !== null) return { issue }
    const readable = entries.filter(isWanted)
    if (!readable.some(entry => hasReadableName(entry.name))) return { issue: nothingToRead() }
    const all = namedEntries(readable)
    if (parts === undefined) return { inputs: unpacked(path, all, folder), count: all.length, issue: null }
    const names = new Set(all.map(({ name }) => name))
    const gone = [...parts].filter(name => !names.has(name)).map(name => goneInput(`${path}/${name}`))
    const wanted = all.filter(({ name }) => parts.has(name))
    return { inputs: chained(gone, unpacked(path, wanted, folder)), count: parts.size, issue: null }
  } catch (error) {
    return {
      issue:
        error instanceof ZipFormatError
          ? corrupt(`The archive cannot be opened: ${error.message}.`)
          : systemIssue(error, 'file'),
    }
  } finally {
    await file?.close()
  }
}

async function* chained(first: readonly Input[], then: AsyncIterable<Input>): AsyncGenerator<Input> {
  yield* first
  yield* then
}

/** A file that was asked for and is not in its archive (any more). */
function goneInput(path: string): Input {
  const issue = refusal(
    'unreadable-file',
    'The archive does not hold it (any more).',
    'Check the archive, or put it back.',
  )
  return { path, at: path, opened: { source: null, issue }, async discard() {} }
}

interface NamedEntry {
  readonly entry: ZipEntry
  /** What it is called; no other entry is. */
  readonly name: string
}

/** Sorted by name; of several of one name the later ones are numbered. */
function namedEntries(entries: readonly ZipEntry[]): NamedEntry[] {
  const uses = new Map<string, number>()
  return [...entries]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(entry => {
      const plain = plainName(entry.name)
      const use = (uses.get(plain) ?? 0) + 1
      uses.set(plain, use)
      return { entry, name: `${plain}${use === 1 ? '' : ` (${use})`}` }
    })
}

async function* unpacked(path: string, entries: readonly NamedEntry[], folder: string): AsyncGenerator<Input> {
  let file: FileHandle
  try {
    await mkdir(folder, { recursive: true })
    file = await open(path, 'r')
  } catch (error) {
    // The archive was moved, or there is no room, since its directory was read: an outcome of the archive, not the end of the run.
    yield { path, at: path, opened: { source: null, issue: systemIssue(error, 'file') }, discard: async () => {} }
    return
  }
  try {
    for (const [index, { entry, name: inArchive }] of entries.entries()) {
      const at = join(folder, `${index}${extname(entry.name).toLowerCase()}`)
      const name = `${path}/${inArchive}`
      const issue = entryIssue(entry) ?? (await unpack(file, entry, at))
      yield {
        path: name,
        at,
        opened: issue === null ? await openSource(at, name) : { source: null, issue },
        discard: () => rm(at, { force: true }),
      }
    }
  } finally {
    await file.close()
  }
}

async function unpack(file: FileHandle, entry: ZipEntry, at: string): Promise<Issue | null> {
  try {
    await unpackEntry(file, entry, at)
    return null
  } catch (error) {
    await rm(at, { force: true })
    if (error instanceof ZipFormatError) return corrupt(`The file cannot be unpacked: ${error.message}.`)
    return systemIssue(error, 'file')
  }
}

/** Names in archives may lead anywhere; here they only tell files apart. */
function plainName(name: string): string {
  return name
    .split('/')
    .filter(part => !['', '.', '..'].includes(part))
    .join('/')
}

/** Not what systems put beside the files: folders' settings, resource forks. */
function isWanted({ name }: ZipEntry): boolean {
  return (
    (hasReadableName(name) || isArchiveName(name)) &&
    !name.split('/').some(part => part.startsWith('._') || part === '__MACOSX')
  )
}

function archiveIssue(entries: readonly ZipEntry[]): Issue | null {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const hint = 'If it can be trusted, unpack it yourself and ingest the folder.'
  if (entries.length > MOST.files)
    return refusal(
      'too-large',
      `The archive holds ${entries.length} files; more than ${MOST.files} are not unpacked.`,
      hint,
    )
  if (bytes > MOST.bytes)
    return refusal(
      'too-large',
      `The archive would unpack to ${gigabytes(bytes)}; more than ${gigabytes(MOST.bytes)} are not unpacked.`,
      hint,
    )
  return null
}

function entryIssue({ name, bytes, isEncrypted, isLink }: ZipEntry): Issue | null {
  if (isArchiveName(name))
    return refusal(
      'unsupported-type',
      'It is an archive within an archive.',
      'Unpack the outer one and ingest the folder.',
    )
  if (isEncrypted)
    return refusal(
      'encrypted',
      'The file is packed with a password.',
      'Unpack the archive with its password and ingest the folder.',
    )
  if (isLink) return refusal('special-file', 'It is a symbolic link in an archive.', 'Pack the file itself.')
  if (bytes > MOST.bytesOfOne)
    return refusal('too-large', `The file would unpack to ${gigabytes(bytes)}.`, 'Unpack it yourself and split it.')
  return null
}

function nothingToRead(): Issue {
  return refusal(
    'unsupported-type',
    'The archive holds no PDF, PNG, JPEG, TIFF or text file.',
    'Check that it is the right archive; archives within archives are to be unpacked.',
  )
}

function corrupt(message: string): Issue {
  return refusal('corrupt', message, 'Get the archive again from its source, or try another program to unpack it.')
}

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`
