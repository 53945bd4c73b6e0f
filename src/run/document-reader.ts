import type { DocumentSource } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import type { PageReading } from '../model/page-reading.ts'

/** What could be read of a document: its pages in order, and what went wrong beyond single pages. */
export interface DocumentReading {
  readonly pages: readonly PageReading[]
  readonly issues: readonly Issue[]
}

/** Reads documents of some kinds. Never throws for a bad document: that is an issue with severity `error`. */
export interface DocumentReader {
  /** Name and version of all that decides what is read; part of the checkpoint's key. */
  readonly engine: string
  read(source: DocumentSource): Promise<DocumentReading>
  close(): Promise<void>
}
