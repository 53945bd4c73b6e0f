import type { FormRecord } from './form-record.ts'
import type { Issue } from './issue.ts'
import type { KeptPicture } from './kept-picture.ts'
import type { PageReading } from './page-reading.ts'

/** A file that came in, known by its bytes. */
export interface DocumentSource {
  /** Absolute path. */
  readonly path: string
  /** Base name, as exports name it. */
  readonly file: string
  readonly sha256: string
  readonly bytes: number
}

/** loaded: whole; unchanged: nothing to do; partial: loaded with losses that `issues` name; failed: nothing loaded. */
export type DocumentStatus = 'loaded' | 'unchanged' | 'partial' | 'failed'

/** Everything the pipeline made of one document; what the store writes. */
export interface DocumentResult {
  readonly source: DocumentSource
  /** What produced it: hash of engine, definitions, dictionaries and stage versions. The same key means the same result. */
  readonly configuration: string
  readonly engine: string
  readonly pages: readonly PageReading[]
  readonly forms: readonly FormRecord[]
  readonly issues: readonly Issue[]
  /** Pictures of it that are kept beside the database; none where missing. */
  readonly pictures?: readonly KeptPicture[]
}
