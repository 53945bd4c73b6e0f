import { existsSync } from 'node:fs'
import type { DocumentSource } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import type { PageReading } from '../model/page-reading.ts'
import type { DocumentReader, DocumentReading } from './document-reader.ts'
import { openSource } from './open-source.ts'
import { pageEngineOf } from './reader-by-type.ts'
import { openReadingStore, type ReadingStore } from './reading-store.ts'
import { refusal } from './refusals.ts'

export type FoundReading =
  | { readonly reading: DocumentReading; readonly engine: string; readonly issue: null }
  | { readonly reading: null; readonly engine: null; readonly issue: Issue }

/** A document as the database knows it: its bytes, where they lay, and what read them. */
export interface ReadDocument extends DocumentSource {
  readonly engine: string
}

/**
 * What was read of a document, without recognising again: its kept pages, under the engine that read them. Text files, whose
 * pages are not kept, and documents whose pages were deleted are read again by `reader`, provided that the file at their
 * path still has the same bytes.
 */
export async function findReading(
  document: ReadDocument,
  folder: string,
  reader: DocumentReader,
): Promise<FoundReading> {
  const { engine, path, file, sha256, bytes } = document
  const kept = await keptReading(openReadingStore(folder, pageEngineOf(engine)), sha256)
  if (kept !== null) return { reading: kept, engine, issue: null }
  if (!existsSync(path)) return noReadings(`${path} is no longer there`)
  const opened = await openSource(path)
  if (opened.source === null) return { reading: null, engine: null, issue: opened.issue }
  if (opened.source.sha256 !== sha256) return noReadings(`${path} is another file now`)
  const reading = await reader.read({ path, file, sha256, bytes })
  return { reading, engine: reader.engine, issue: null }
}

/** All pages of a document that was read to its end; null where one is missing or cannot be read back. */
async function keptReading(readings: ReadingStore, sha256: string): Promise<DocumentReading | null> {
  const outline = await readings.loadOutline(sha256)
  if (outline === null) return null
  const numbers = await readings.pagesOf(sha256)
  if (numbers.length !== outline.pageCount) return null
  const pages: PageReading[] = []
  // One after another: a system lets a process open only so many files at once.
  for (const number of numbers) {
    const page = await readings.load(sha256, number)
    if (page === null) return null
    pages.push(page)
  }
  return { pages, issues: outline.issues }
}

function noReadings(why: string): FoundReading {
  return {
    reading: null,
    engine: null,
    issue: refusal(
      'no-readings',
      `What was read of it is not kept, and ${why}.`,
      'Put the file back to where it was ingested from, or ingest it from its new place.',
    ),
  }
}
