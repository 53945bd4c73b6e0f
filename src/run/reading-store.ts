import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Issue } from '../model/issue.ts'
import type { PageReading } from '../model/page-reading.ts'
import { fileSystemToError } from '../store/store-error.ts'
import { removeAll } from './remove-all.ts'
import { writeWhole } from './write-whole.ts'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/**
 * Keeps what was read of each page, so that interrupted work resumes without recognising again and a database can be derived
 * anew from its readings. A page is known by its document's bytes, its number, and everything that decides how it is read.
 * Files are written whole or not at all; one that is damaged is dropped and counts as missing.
 * All throw a TabulariumError (exit 5) where the system refuses: that says nothing of what is kept, which stays.
 */
export interface ReadingStore {
  /** Numbers of the pages of a document that are kept, ascending. */
  pagesOf(sha256: string): Promise<number[]>
  load(sha256: string, page: number): Promise<PageReading | null>
  save(sha256: string, reading: PageReading): Promise<void>
  /** What opening the document showed; kept once all its pages are. */
  loadOutline(sha256: string): Promise<DocumentOutline | null>
  saveOutline(sha256: string, outline: DocumentOutline): Promise<void>
  /** Drops all that is kept of a document. */
  remove(sha256: string): Promise<void>
}

/** A document without its pages. */
export interface DocumentOutline {
  readonly pageCount: number
  readonly issues: readonly Issue[]
}

/** The folder of readings in a database's folder of files: `readings/c8/c83c…-KEY/PAGE.json.gz`. */
export const READINGS = 'readings'

/** Tells the readings of one reader from those of another. `reader`: name and version of all that decides what is read. */
export function readingKey(reader: string): string {
  return createHash('sha256').update(reader).digest('hex').slice(0, 12)
}

/** `reader`: name and version of all that decides what is read. */
export function openReadingStore(folder: string, reader: string): ReadingStore {
  const key = readingKey(reader)
  const folderOf = (sha256: string) => join(folder, READINGS, sha256.slice(0, 2), `${sha256}-${key}`)
  const fileOf = (sha256: string, page: number) => join(folderOf(sha256), `${page}.json.gz`)
  const outlineOf = (sha256: string) => join(folderOf(sha256), 'outline.json.gz')
  return {
    async pagesOf(sha256) {
      const names = await ifThere(readdir(folderOf(sha256)), folderOf(sha256))
      return (names ?? [])
        .filter(name => name.endsWith('.json.gz'))
        .map(name => Number.parseInt(name, 10))
        .filter(Number.isInteger)
        .sort((a, b) => a - b)
    },
    load: (sha256, page) => readWhole<PageReading>(fileOf(sha256, page)),
    save: (sha256, reading) => writeCompressed(fileOf(sha256, reading.page), reading),
    loadOutline: sha256 => readWhole<DocumentOutline>(outlineOf(sha256)),
    saveOutline: (sha256, outline) => writeCompressed(outlineOf(sha256), outline),
    remove: sha256 => removeAll(folderOf(sha256)),
  }
}

async function readWhole<Content>(file: string): Promise<Content | null> {
  const bytes = await ifThere(readFile(file), file)
  if (bytes === null) return null
  try {
    return JSON.parse((await decompress(bytes)).toString('utf8')) as Content
  } catch {
    await removeAll(file)
    return null
  }
}

/** What was looked up at `path`; null where nothing is there. */
async function ifThere<Found>(found: Promise<Found>, path: string): Promise<Found | null> {
  try {
    return await found
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw fileSystemToError(error, path, 'read')
  }
}

async function writeCompressed(file: string, content: unknown): Promise<void> {
  await writeWhole(file, await compress(JSON.stringify(content), { level: 4 }))
}
