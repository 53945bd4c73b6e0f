import type { LearnedEntry, RepairRules } from '../forms/dictionary.ts'
import type { Correction } from '../model/correction.ts'
import type { DocumentResult, DocumentSource, DocumentStatus } from '../model/document.ts'
import type { Finding } from '../model/finding.ts'
import type { FormRecord, Provenance } from '../model/form-record.ts'
import type { Issue } from '../model/issue.ts'
import type { KeptPicture } from '../model/kept-picture.ts'
import type { ReviewDecision, Revocation } from '../model/review-decision.ts'
import type { SearchHit } from './search.ts'

/** A finished document as the database knows it. */
export interface StoredDocument extends DocumentSource {
  readonly status: Exclude<DocumentStatus, 'unchanged'>
  readonly configuration: string
  readonly engine: string
  /** How many there are of each. */
  readonly pages: number
  readonly forms: number
  readonly indicators: number
  readonly corrections: number
  readonly findings: number
  /** All issues: the document's, its pages' and its forms'. */
  readonly issues: readonly Issue[]
}

export interface FormOfDocument {
  readonly document: DocumentSource
  readonly form: FormRecord
  /** The form it is the same as, scanned another time, which is counted in its place. */
  readonly duplicateOf?: FormAddress
}

/** Where a form stands. */
export interface FormAddress {
  readonly file: string
  readonly sha256: string
  readonly sequence: number
}

export interface CorrectionOfForm {
  readonly document: DocumentSource
  readonly form: FormKeys
  readonly correction: Correction
}

export interface FindingOfForm {
  readonly document: DocumentSource
  readonly form: FormKeys
  readonly finding: Finding
}

/** What a person knows a form by. */
export interface FormKeys {
  readonly sequence: number
  readonly fiscalYear: number | null
  readonly projectName: string | null
  readonly competentDepartment: string | null
}

/** What became of one input in one run; the `documents` of `ingest --json`. */
export interface DocumentOutcome {
  readonly path: string
  readonly file: string
  /** null when the file could not be read. */
  readonly sha256: string | null
  readonly status: DocumentStatus
  readonly pages: number
  readonly forms: number
  readonly indicators: number
  readonly corrections: number
  readonly findings: number
  readonly error: {
    readonly code: string
    readonly message: string
    readonly hint: string
    readonly page: number | null
  } | null
  readonly seconds: number | null
}

export interface RunRecord {
  readonly id: number
  readonly command: string
  readonly configuration: string
  /** ISO times. `finishedAt` is null while it runs, and for ever when it was killed. */
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly status: 'running' | 'finished' | 'interrupted' | 'failed'
  /** Inputs it had to do with, and pages it read (without those kept from earlier runs): as last noted while it runs. */
  readonly inputs: number
  readonly pagesRead: number
  /** ISO time of the last note; null before the first. */
  readonly notedAt: string | null
  /** Documents by outcome; while it runs, those that are done. */
  readonly loaded: number
  readonly unchanged: number
  readonly partial: number
  readonly failed: number
}

/** What reads need. All iterate in one stable order: file name, sha256, sequence, position; never by when a row was written. */
export interface StoreReader {
  readonly file: string
  findDocument(sha256: string): Promise<StoredDocument | null>
  findForm(sha256: string, sequence: number): Promise<FormOfDocument | null>
  /** The forms of one document in their order. */
  formsOf(sha256: string): Promise<FormRecord[]>
  /** The places one value came from: several when it was read from both sides of a page break. */
  provenanceOf(sha256: string, sequence: number, path: string): Promise<Provenance[]>
  documents(): AsyncIterable<StoredDocument>
  forms(): AsyncIterable<FormOfDocument>
  corrections(): AsyncIterable<CorrectionOfForm>
  findings(): AsyncIterable<FindingOfForm>
  /** People's decisions that hold, withdrawn ones left out, whether or not their documents are in the database. */
  decisions(): AsyncIterable<ReviewDecision>
  /** Those about one document, in the order in which they were made. */
  decisionsOf(sha256: string): Promise<ReviewDecision[]>
  repairRules(): Promise<RepairRules>
  /** Newest first. */
  runs(limit?: number): Promise<RunRecord[]>
  outcomes(runId: number): Promise<DocumentOutcome[]>
  /** sha256 of every document, failed ones too. */
  documentHashes(): Promise<ReadonlySet<string>>
  /** sha256 of every picture that is kept. */
  pictureHashes(): Promise<ReadonlySet<string>>
  /** Pictures kept of a document. */
  picturesOf(sha256: string): Promise<KeptPicture[]>
  /** Documents by what is known of them. */
  documentCounts(): Promise<Readonly<Record<StoredDocument['status'], number>>>
  /** Paths, sorted, of inputs that failed when they were last tried (`failed`), or whose document is `partial`. */
  pathsToRetry(status: 'failed' | 'partial'): Promise<string[]>
  /** How many forms of these documents are duplicates. */
  countDuplicates(sha256s: readonly string[]): Promise<number>
  /** Forms in which all words of `text` occur, best first. */
  search(text: string, options?: { limit?: number }): Promise<{ total: number; hits: SearchHit[] }>
  close(): Promise<void>
}

/**
 * The one writer of a database. A document is written form by form, a transaction each, and shows itself in the
 * relations only when the last form is in; until then an earlier version of it stays what readers see.
 */
export interface Store extends StoreReader {
  /** Starts a run, removes what an earlier run that was killed left half-written, and marks that run `interrupted`. */
  startRun(run: { command: string; configuration: string }): Promise<number>
  /** Notes how far a run is. */
  noteProgress(runId: number, progress: { readonly inputs: number; readonly pagesRead: number }): Promise<void>
  saveOutcome(runId: number, outcome: DocumentOutcome): Promise<void>
  /** Folders that a run listed: one that could not be listed before is none of those that failed any more. */
  noteListed(runId: number, folders: readonly string[]): Promise<void>
  finishRun(runId: number, status: Exclude<RunRecord['status'], 'running'>): Promise<void>
  /** Replaces all that was known of these bytes. Saving the same result again leaves the same export. */
  saveDocument(result: DocumentResult, runId: number): Promise<StoredDocument>
  /**
   * Records that nothing could be made of a document. An earlier result of the same bytes is kept: a failure must not
   * take away data.
   */
  saveFailure(failure: Omit<DocumentResult, 'pages' | 'forms'>, runId: number): Promise<void>
  /** Takes a document and its forms out; forms that were duplicates of them are counted again. Unknown bytes are no error. */
  removeDocument(sha256: string): Promise<void>
  /** Enters decisions, all or none. Values follow when their documents are derived anew. */
  saveDecisions(decisions: readonly ReviewDecision[]): Promise<void>
  /** Enters dictionary entries, all or none; one with the same wording is replaced, and is no longer revoked. */
  saveEntries(entries: readonly LearnedEntry[]): Promise<void>
  revoke(revocation: Revocation): Promise<void>
  /** Lets a revoked rule hold again. */
  restore(rule: string): Promise<void>
}
