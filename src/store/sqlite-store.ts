import PQueue from 'p-queue'
import type { LearnedEntry } from '../forms/dictionary.ts'
import type { DocumentResult } from '../model/document.ts'
import type { ReviewDecision, Revocation } from '../model/review-decision.ts'
import type { Connection } from './connection.ts'
import { insertDecisions } from './decisions.ts'
import { resultToStoredDocument } from './document-status.ts'
import { deleteRevocation, insertEntries, insertRevocation } from './repair-rules.ts'
import { closeKilledRuns, closeRun, insertOutcome, insertRun, markListed, noteRun, refreshStatistics } from './runs.ts'
import { SqliteReader } from './sqlite-reader.ts'
import type { DocumentOutcome, RunRecord, Store, StoredDocument } from './store.ts'
import { deleteDocument, discardUnfinished, writeDocument } from './write-document.ts'
import type { WriterLock } from './writer-lock.ts'

export interface StoreParts {
  readonly file: string
  readonly writer: Connection
  readonly reader: Connection
  readonly busyTimeoutMs: number
  readonly lock: WriterLock
}

/** Reads go through a connection of their own, so that they never see a transaction that is not committed. */
export class SqliteStore extends SqliteReader implements Store {
  readonly #writer: Connection
  /** Documents are written one after the other: whoever asks, there is one writer. */
  readonly #documents = new PQueue({ concurrency: 1 })

  readonly #lock: WriterLock

  constructor({ file, writer, reader, busyTimeoutMs, lock }: StoreParts) {
    super(file, reader, busyTimeoutMs)
    this.#writer = writer
    this.#lock = lock
  }

  startRun(run: { command: string; configuration: string }): Promise<number> {
    return this.guarded(async () => {
      await discardUnfinished(this.#writer)
      return this.#writer.transaction('IMMEDIATE', async () => {
        await closeKilledRuns(this.#writer)
        return insertRun(this.#writer, run, new Date())
      })
    })
  }

  noteProgress(runId: number, progress: { readonly inputs: number; readonly pagesRead: number }): Promise<void> {
    return this.guarded(() =>
      this.#writer.transaction('IMMEDIATE', () => noteRun(this.#writer, runId, progress, new Date())),
    )
  }

  saveOutcome(runId: number, outcome: DocumentOutcome): Promise<void> {
    return this.guarded(() => this.#writer.transaction('IMMEDIATE', () => insertOutcome(this.#writer, runId, outcome)))
  }

  noteListed(runId: number, folders: readonly string[]): Promise<void> {
    return this.guarded(() => this.#writer.transaction('IMMEDIATE', () => markListed(this.#writer, runId, folders)))
  }

  finishRun(runId: number, status: Exclude<RunRecord['status'], 'running'>): Promise<void> {
    return this.guarded(async () => {
      await this.#writer.transaction('IMMEDIATE', () => closeRun(this.#writer, runId, status, new Date()))
      await refreshStatistics(this.#writer)
    })
  }

  saveDocument(result: DocumentResult, runId: number): Promise<StoredDocument> {
    return this.guarded(() =>
      this.#documents.add(async () => {
        await writeDocument(this.#writer, result, runId)
        return resultToStoredDocument(result)
      }),
    )
  }

  saveFailure(failure: Omit<DocumentResult, 'pages' | 'forms'>, runId: number): Promise<void> {
    return this.guarded(() =>
      this.#documents.add(async () => {
        const known = await this.findDocument(failure.source.sha256)
        if (known && known.status !== 'failed') return
        await writeDocument(this.#writer, { ...failure, pages: [], forms: [] }, runId)
      }),
    )
  }

  removeDocument(sha256: string): Promise<void> {
    return this.guarded(() => this.#documents.add(() => deleteDocument(this.#writer, sha256)))
  }

  saveDecisions(decisions: readonly ReviewDecision[]): Promise<void> {
    return this.#written(() => insertDecisions(this.#writer, decisions))
  }

  saveEntries(entries: readonly LearnedEntry[]): Promise<void> {
    return this.#written(() => insertEntries(this.#writer, entries))
  }

  revoke(revocation: Revocation): Promise<void> {
    return this.#written(() => insertRevocation(this.#writer, revocation))
  }

  restore(rule: string): Promise<void> {
    return this.#written(() => deleteRevocation(this.#writer, rule))
  }

  #written(work: () => Promise<void>): Promise<void> {
    return this.guarded(() => this.#writer.transaction('IMMEDIATE', work))
  }

  override async close(): Promise<void> {
    await this.#documents.onIdle()
    // The writer last: closing the last connection folds the write-ahead log into the file.
    await super.close()
    await this.guarded(() => this.#writer.close())
    await this.#lock.release()
  }
}
