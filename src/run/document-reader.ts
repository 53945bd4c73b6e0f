import type { DocumentSource } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import type { KeptPicture } from '../model/kept-picture.ts'
import type { PageReading } from '../model/page-reading.ts'
import type { PageTiming } from '../model/page-timing.ts'
import type { WantedPicture } from './wanted-pictures.ts'

/** What could be read of a document: its pages in order, and what went wrong beyond single pages. */
export interface DocumentReading {
  readonly pages: readonly PageReading[]
  readonly issues: readonly Issue[]
}

/** A page that has come, or (`isKept`) was kept by an earlier run. */
export interface PageProgress {
  readonly page: number
  readonly pageCount: number
  readonly isKept: boolean
  /** Where its time went; null of pages that are kept or were not read from a picture or PDF. */
  readonly timing: PageTiming | null
}

/** Reads documents of some kinds. Never throws for a bad document: that is an issue with severity `error`. */
export interface DocumentReader {
  /** Name and version of all that decides what is read; part of the checkpoint's key. */
  readonly engine: string
  /** `onPage` hears of every page, in any order. */
  read(source: DocumentSource, onPage?: (page: PageProgress) => void): Promise<DocumentReading>
  /** Keeps pictures of parts of a document that was read; those that cannot be shown are left out. */
  keepPictures(source: DocumentSource, wanted: readonly WantedPicture[]): Promise<KeptPicture[]>
  /** Keeps what was read of a document whose file will not be there again: one out of an archive. */
  keep(sha256: string, reading: DocumentReading): Promise<void>
  /** Drops what was kept of a document. */
  forget(sha256: string): Promise<void>
  close(): Promise<void>
}
