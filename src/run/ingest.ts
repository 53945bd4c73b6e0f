import { basename } from 'node:path'
import PQueue from 'p-queue'
import type { DocumentResult, DocumentSource } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import type { DocumentForms } from '../pipeline/pages-to-forms.ts'
import type { DocumentOutcome, Store, StoredDocument } from '../store/store.ts'
import type { DocumentReader, DocumentReading } from './document-reader.ts'
import { type FoundInputs, findInputs } from './find-inputs.ts'
import { openSource } from './open-source.ts'

/** The parts a run is put together from; composition chooses them. */
export interface IngestParts {
  readonly store: Store
  readonly reader: DocumentReader
  readonly toForms: (reading: DocumentReading) => DocumentForms
  /** Hash of engine, definitions, dictionaries and stage versions. */
  readonly configuration: string
}

export interface IngestOptions {
  /** Documents worked on at a time. */
  readonly jobs: number
  /** Read documents again that are unchanged. */
  readonly force?: boolean
  readonly onEvent?: (event: IngestEvent) => void
  /** When aborted, documents under way are finished, no further one is begun, and the run is `interrupted`. */
  readonly signal?: AbortSignal
}

export type IngestEvent =
  | { readonly type: 'found'; readonly files: number }
  | { readonly type: 'started'; readonly path: string }
  | { readonly type: 'done'; readonly outcome: DocumentOutcome; readonly issues: readonly Issue[] }

export interface IngestSummary {
  readonly runId: number
  readonly documents: readonly DocumentOutcome[]
  readonly seconds: number
  readonly interrupted: boolean
}

/**
 * Ingests files, folders and globs. Each document gets an outcome, whatever happens to the others; one writer stores what
 * the readers bring. Documents are worked on in parallel, outcomes are listed in the order of their paths.
 * @throws TabulariumError when the store fails, or a path names nothing.
 */
export async function ingest(
  paths: readonly string[],
  parts: IngestParts,
  options: IngestOptions,
): Promise<IngestSummary> {
  const started = performance.now()
  const inputs = await findInputs(paths)
  const runId = await parts.store.startRun({ command: 'ingest', configuration: parts.configuration })
  const run = new IngestRun(runId, parts, options)
  try {
    const documents = await run.all(inputs)
    const interrupted = options.signal?.aborted === true
    await parts.store.finishRun(runId, interrupted ? 'interrupted' : 'finished')
    return { runId, documents, seconds: (performance.now() - started) / 1000, interrupted }
  } catch (error) {
    await parts.store.finishRun(runId, 'failed').catch(() => undefined)
    throw error
  }
}

class IngestRun {
  readonly #runId: number
  readonly #parts: IngestParts
  readonly #options: IngestOptions
  readonly #writer = new PQueue({ concurrency: 1 })
  readonly #shaUnderWay = new Map<string, Promise<unknown>>()

  constructor(runId: number, parts: IngestParts, options: IngestOptions) {
    this.#runId = runId
    this.#parts = parts
    this.#options = options
  }

  async all(inputs: FoundInputs): Promise<DocumentOutcome[]> {
    const emit = this.#options.onEvent ?? (() => {})
    emit({ type: 'found', files: inputs.files.length + inputs.unreadable.length })
    const queue = new PQueue({ concurrency: this.#options.jobs })
    const outcomes = new Map<string, DocumentOutcome>()
    const record = async (path: string, work: () => Promise<Ended>) => {
      const begun = performance.now()
      emit({ type: 'started', path })
      const ended = await work()
      const outcome = { ...ended.outcome, seconds: (performance.now() - begun) / 1000 }
      await this.#writer.add(() => this.#parts.store.saveOutcome(this.#runId, outcome))
      outcomes.set(path, outcome)
      emit({ type: 'done', outcome, issues: ended.issues })
    }
    const work = inputs.files.map(path => async () => {
      if (!this.#options.signal?.aborted) await record(path, () => this.#one(path))
    })
    // Bounded: only as many documents wait as can be worked on, however many files there are.
    for (const task of work) {
      await queue.onSizeLessThan(this.#options.jobs)
      queue.add(task).catch(() => queue.clear())
      if (this.#failure !== null) throw this.#failure
    }
    for (const { path, reason } of inputs.unreadable)
      await record(path, async () => failed(path, null, folderIssue(reason)))
    await queue.onIdle()
    if (this.#failure !== null) throw this.#failure
    return [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, outcome]) => outcome)
  }

  /** The first error of the machinery (the store): it ends the run, since nothing more could be kept. */
  #failure: unknown = null

  async #one(path: string): Promise<Ended> {
    try {
      const opened = await openSource(path)
      if (opened.source === null) return failed(path, null, opened.issue)
      return await this.#inTurn(opened.source.sha256, () => this.#document(opened.source))
    } catch (error) {
      this.#failure ??= error
      throw error
    }
  }

  /** Two files with the same bytes are worked on one after the other, so that the second finds the first. */
  async #inTurn<T>(sha256: string, work: () => Promise<T>): Promise<T> {
    const before = this.#shaUnderWay.get(sha256)
    const mine = (async () => {
      await before?.catch(() => undefined)
      return work()
    })()
    this.#shaUnderWay.set(sha256, mine)
    return mine.finally(() => {
      if (this.#shaUnderWay.get(sha256) === mine) this.#shaUnderWay.delete(sha256)
    })
  }

  async #document(source: DocumentSource): Promise<Ended> {
    const { store, reader, toForms, configuration } = this.#parts
    const known = await store.findDocument(source.sha256)
    if (known !== null && known.status !== 'failed' && known.configuration === configuration && !this.#options.force)
      return { outcome: { ...outcomeOf(source, known), status: 'unchanged', error: null }, issues: [] }
    const reading = await reader.read(source)
    const made = toForms(reading)
    const base = { source, configuration, engine: reader.engine, issues: [...reading.issues, ...made.issues] }
    if (made.forms.length === 0) {
      const issues = [...base.issues, ...reading.pages.flatMap(page => page.issues)]
      await this.#writer.add(() => store.saveFailure({ ...base, issues }, this.#runId))
      return { ...failed(source.path, source.sha256, worstIssue(reading.issues, issues)), issues }
    }
    const result: DocumentResult = { ...base, pages: reading.pages, forms: made.forms }
    const stored = (await this.#writer.add(() => store.saveDocument(result, this.#runId))) as StoredDocument
    return { outcome: outcomeOf(source, stored), issues: stored.issues }
  }
}

interface Ended {
  readonly outcome: DocumentOutcome
  readonly issues: readonly Issue[]
}

function outcomeOf(source: DocumentSource, stored: StoredDocument): DocumentOutcome {
  const cause =
    stored.issues.find(issue => issue.severity === 'error') ?? stored.issues.find(issue => issue.severity === 'warning')
  return {
    path: source.path,
    file: source.file,
    sha256: source.sha256,
    status: stored.status,
    pages: stored.pages,
    forms: stored.forms,
    indicators: stored.indicators,
    corrections: stored.corrections,
    findings: stored.findings,
    error: stored.status === 'loaded' || cause === undefined ? null : errorOf(cause),
    seconds: null,
  }
}

/** Pages that were lost or seen in part: why a document may seem to hold no form. */
const PAGE_LOSSES: readonly Issue['code'][] = ['image-dropped', 'decode-warning', 'page-unreadable', 'low-quality']

/**
 * Causes come before their effects: what the document itself says ("encrypted"), then what its pages say, explain that no
 * form was found, not the other way round.
 */
function worstIssue(own: readonly Issue[], all: readonly Issue[]): Issue {
  const isError = (issue: Issue) => issue.severity === 'error'
  return (
    own.find(isError) ??
    all.find(issue => isError(issue) && issue.page !== null) ??
    all.find(issue => PAGE_LOSSES.includes(issue.code)) ??
    all.find(isError) ??
    all[0] ?? {
      code: 'no-form',
      severity: 'error',
      message: 'No form was found.',
      hint: 'Check that this is the right file.',
      page: null,
    }
  )
}

function failed(path: string, sha256: string | null, issue: Issue): Ended {
  return {
    outcome: {
      path,
      file: basename(path),
      sha256,
      status: 'failed',
      pages: 0,
      forms: 0,
      indicators: 0,
      corrections: 0,
      findings: 0,
      error: errorOf(issue),
      seconds: null,
    },
    issues: [issue],
  }
}

function errorOf({ code, message, hint, page }: Issue) {
  return { code, message, hint, page }
}

function folderIssue(reason: string): Issue {
  return {
    code: 'unreadable-file',
    severity: 'error',
    message: `You are not allowed to look into this folder (${reason}).`,
    hint: 'Ask its owner for permission, or ingest as a user who may read it.',
    page: null,
  }
}
