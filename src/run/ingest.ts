import PQueue from 'p-queue'
import type { DocumentResult, DocumentSource } from '../model/document.ts'
import type { DocumentOutcome, Store, StoredDocument } from '../store/store.ts'
import { deriveForms, type ToForms } from './derive-forms.ts'
import { documentConfiguration } from './document-configuration.ts'
import type { DocumentReader, PageProgress } from './document-reader.ts'
import { expandInputs, type Input } from './expand-inputs.ts'
import { type FoundInputs, findInputs, type InputRequest } from './find-inputs.ts'
import type { IngestEvent } from './ingest-event.ts'
import type { OpenedSource } from './open-source.ts'
import { type Ended, failedOutcome, storedOutcome, unchangedOutcome, worstIssue } from './outcomes.ts'
import type { KeepImages } from './picture-store.ts'
import { changedFileIssue } from './refusals.ts'
import { removeAll } from './remove-all.ts'
import { wantedPictures } from './wanted-pictures.ts'

/** The parts a run is put together from; composition chooses them. */
export interface IngestParts {
  readonly store: Store
  readonly reader: DocumentReader
  readonly toForms: ToForms
  /** Hash of engine, definitions, dictionaries and stage versions. */
  readonly configuration: string
  /** Where files out of archives lie while they are read; goes with the run. */
  readonly unpackFolder: string
}

export interface IngestOptions {
  /** Documents worked on at a time. */
  readonly jobs: number
  /** What started the run, as `runs` records it; `ingest` unless told. */
  readonly command?: string
  /** Read documents again that are unchanged. */
  readonly force?: boolean
  /** What is kept of the pictures of documents that are read; nothing unless told. */
  readonly keepImages?: KeepImages
  readonly onEvent?: (event: IngestEvent) => void
  /** When aborted, documents under way are finished, no further one is begun, and the run is `interrupted`. */
  readonly signal?: AbortSignal
}

export interface IngestSummary {
  readonly runId: number
  readonly documents: readonly DocumentOutcome[]
  /** Forms in these documents that stand in another document (or a second time in theirs) and are counted there. */
  readonly duplicates: number
  /** Files in folders that are of other kinds: how many of each ending. */
  readonly passedOver: Readonly<Record<string, number>>
  readonly seconds: number
  readonly interrupted: boolean
}

/** How far a run is gets written down at most so often, in ms; `status` reads it. */
const NOTE_INTERVAL_MS = 1000

/**
 * Ingests what the request names. Each document gets an outcome, whatever happens to the others; one writer stores what the
 * readers bring. Documents are worked on in parallel, outcomes are listed in the order of their paths. Of several files with
 * the same bytes the first by path is read, the others are `unchanged`.
 * @throws TabulariumError when the store fails, or a path names nothing.
 */
export async function ingest(
  request: InputRequest,
  parts: IngestParts,
  options: IngestOptions,
): Promise<IngestSummary> {
  const started = performance.now()
  const { store, configuration, unpackFolder } = parts
  // What a run that was killed had unpacked.
  await removeAll(unpackFolder)
  const inputs = await findInputs({ ownDatabase: store.file, ...request })
  const runId = await store.startRun({ command: options.command ?? 'ingest', configuration })
  const run = new IngestRun(runId, parts, options)
  try {
    const documents = await run.all(inputs)
    const interrupted = options.signal?.aborted === true
    // Files that an interrupted run did not come to have no outcome: only the folder stands for them.
    if (!interrupted) await store.noteListed(runId, inputs.folders)
    await store.finishRun(runId, interrupted ? 'interrupted' : 'finished')
    const shas = new Set(documents.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])))
    const duplicates = await store.countDuplicates([...shas])
    const { passedOver } = inputs
    return { runId, documents, duplicates, passedOver, seconds: (performance.now() - started) / 1000, interrupted }
  } catch (error) {
    await store.finishRun(runId, 'failed').catch(() => undefined)
    throw error
  }
}

class IngestRun {
  readonly #runId: number
  readonly #parts: IngestParts
  readonly #options: IngestOptions
  readonly #emit: (event: IngestEvent) => void
  readonly #writer = new PQueue({ concurrency: 1 })
  readonly #outcomes = new Map<string, DocumentOutcome>()
  /** By sha256: what becomes of the first file with these bytes; null when the run was interrupted before it. */
  readonly #firsts = new Map<string, Promise<DocumentOutcome | null>>()
  #files = 0
  #pages = 0
  #notedAt = Number.NEGATIVE_INFINITY
  /** The first error of the machinery (the store): it ends the run, since nothing more could be kept. */
  #failure: unknown = null

  constructor(runId: number, parts: IngestParts, options: IngestOptions) {
    this.#runId = runId
    this.#parts = parts
    this.#options = options
    this.#emit = options.onEvent ?? (() => {})
  }

  async all({ files, refused, partsByArchive }: FoundInputs): Promise<DocumentOutcome[]> {
    this.#files = files.length + refused.length
    this.#emit({ type: 'found', files: this.#files })
    await this.#note(true)
    for (const { path, issue } of refused) await this.#record(path, async () => failedOutcome(path, null, issue))
    const queue = new PQueue({ concurrency: this.#options.jobs })
    // Bounded: only as many documents wait as can be worked on, however many files there are. Files are known by their bytes
    // in the order of their paths, so that which of two equal ones comes first does not depend on who is faster.
    const { unpackFolder } = this.#parts
    try {
      await queue.onSizeLessThan(this.#options.jobs)
      for await (const input of expandInputs({ files, partsByArchive }, unpackFolder, count => this.#more(count))) {
        if (this.#failure !== null) throw this.#failure
        if (this.#isStopped) break
        queue.add(this.#planned(input)).catch(() => queue.clear())
        await queue.onSizeLessThan(this.#options.jobs)
      }
      await queue.onIdle()
    } finally {
      await removeAll(unpackFolder)
    }
    if (this.#failure !== null) throw this.#failure
    await this.#note(true)
    return [...this.#outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, outcome]) => outcome)
  }

  get #isStopped(): boolean {
    return this.#options.signal?.aborted === true
  }

  #more(count: number): void {
    this.#files += count
    this.#emit({ type: 'found', files: this.#files })
  }

  /** What is to be done with an input: a task for the queue. */
  #planned(input: Input): () => Promise<unknown> {
    const task = this.#task(input)
    return () => task().finally(input.discard)
  }

  #task({ path, at, opened }: Input): () => Promise<unknown> {
    if (opened.source === null) return () => this.#record(path, async () => failedOutcome(path, null, opened.issue))
    const file: OpenedFile = { ...opened, at }
    const { source } = file
    const first = this.#firsts.get(source.sha256)
    if (first !== undefined) return () => this.#record(path, () => this.#again(file, first))
    let resolve: (outcome: DocumentOutcome | null) => void = () => {}
    this.#firsts.set(
      source.sha256,
      new Promise(settle => {
        resolve = settle
      }),
    )
    return async () => {
      let outcome: DocumentOutcome | null = null
      try {
        outcome = await this.#record(path, () => this.#document(file))
      } finally {
        resolve(outcome)
      }
    }
  }

  async #record(path: string, work: () => Promise<Ended>): Promise<DocumentOutcome | null> {
    if (this.#isStopped) return null
    try {
      const begun = performance.now()
      this.#emit({ type: 'started', path })
      const ended = await work()
      const outcome = { ...ended.outcome, seconds: (performance.now() - begun) / 1000 }
      await this.#writer.add(() => this.#parts.store.saveOutcome(this.#runId, outcome))
      this.#outcomes.set(path, outcome)
      this.#emit({ type: 'done', outcome, issues: ended.issues })
      return outcome
    } catch (error) {
      this.#failure ??= error
      throw error
    }
  }

  /** A file whose bytes another file of this run has. */
  async #again(file: OpenedFile, first: Promise<DocumentOutcome | null>): Promise<Ended> {
    const outcome = await first
    if (outcome === null || outcome.status === 'failed') return this.#document(file)
    const { path, file: name } = file.source
    return { outcome: { ...outcome, path, file: name, status: 'unchanged' }, issues: [] }
  }

  async #document({ source, at, isUnchanged }: OpenedFile): Promise<Ended> {
    const { store, reader, toForms } = this.#parts
    const decisions = await store.decisionsOf(source.sha256)
    const configuration = documentConfiguration(this.#parts.configuration, decisions)
    const known = await store.findDocument(source.sha256)
    if (known !== null && known.status !== 'failed' && known.configuration === configuration && !this.#options.force)
      return { outcome: unchangedOutcome(source, known), issues: [] }
    const located = { ...source, path: at }
    const reading = await reader.read(located, page => this.#hear(source, page))
    if (!(await isUnchanged())) {
      await reader.forget(source.sha256)
      return failedOutcome(source.path, source.sha256, changedFileIssue())
    }
    const made = deriveForms(toForms, reading, decisions)
    const base = { source, configuration, engine: reader.engine, issues: made.issues }
    if (made.forms.length === 0) {
      const issues = [...base.issues, ...reading.pages.flatMap(page => page.issues)]
      await this.#writer.add(() => store.saveFailure({ ...base, issues }, this.#runId))
      return { ...failedOutcome(source.path, source.sha256, worstIssue(made.causes, issues)), issues }
    }
    if (at !== source.path) await reader.keep(source.sha256, reading)
    const wanted = wantedPictures(this.#options.keepImages ?? 'none', reading.pages, made.forms)
    const pictures = wanted.length === 0 ? [] : await reader.keepPictures(located, wanted)
    const result: DocumentResult = { ...base, pages: reading.pages, forms: made.forms, pictures }
    const stored = (await this.#writer.add(() => store.saveDocument(result, this.#runId))) as StoredDocument
    return { outcome: storedOutcome(source, stored), issues: stored.issues }
  }

  #hear({ path }: DocumentSource, page: PageProgress): void {
    if (!page.isKept) this.#pages += 1
    this.#emit({ type: 'page', path, ...page })
    this.#note().catch((error: unknown) => {
      this.#failure ??= error
    })
  }

  async #note(isUrgent = false): Promise<void> {
    const now = performance.now()
    if (!isUrgent && now - this.#notedAt < NOTE_INTERVAL_MS) return
    this.#notedAt = now
    await this.#writer.add(() =>
      this.#parts.store.noteProgress(this.#runId, { inputs: this.#files, pagesRead: this.#pages }),
    )
  }
}

/** A file that can be read, and where its bytes lie. */
type OpenedFile = Extract<OpenedSource, { issue: null }> & { readonly at: string }
