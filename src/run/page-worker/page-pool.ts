import type { Box } from '../../model/box.ts'
import type { Issue } from '../../model/issue.ts'
import type { PageReading } from '../../model/page-reading.ts'
import type { PageTiming } from '../../model/page-timing.ts'
import type { DocumentRequest, PictureFile } from './messages.ts'
import { type KillReason, killedDocument } from './page-issues.ts'
import { pagesInOrder } from './pages-in-order.ts'
import {
  type PageListener,
  type TaskEnd,
  type WorkerOptions,
  WorkerProcess,
  type WorkerTask,
} from './worker-process.ts'

export interface PagePoolOptions extends Partial<WorkerOptions> {
  /** Worker processes at a time. */
  readonly size: number
  /** A worker is replaced after so many pages, so that what libraries leak cannot add up. */
  readonly pagesPerWorker?: number
  /** Told when a worker process starts and ends. */
  readonly onWorker?: (event: WorkerEvent) => void
}

/** `stopped`: it was no longer wanted, or had read its share of pages; `killed`: by the watchdog, or by itself. */
export interface WorkerEvent {
  readonly pid: number
  readonly state: 'started' | 'stopped' | 'killed'
  readonly pages: number
  readonly reason: KillReason | null
}

export interface ReadOptions {
  readonly password?: string
  /** Pages that need not be read (they are known from an earlier run): left out. */
  readonly isKnown?: (page: number) => boolean
  /** Hears of each page that was read as soon as it is, in any order, and where its time went. */
  readonly onRead?: (reading: PageReading, timing: PageTiming) => void
}

/** A document that could be opened, or why it could not. */
export type DocumentPages =
  | {
      readonly pageCount: number
      readonly issues: readonly Issue[]
      /**
       * The pages in order, each once; a page that could not be read comes without blocks and with the reason in its issues.
       * Reading runs a bounded number of pages ahead of the consumer. Leave the loop to stop reading.
       */
      readonly pages: AsyncIterable<PageReading>
      readonly issue: null
    }
  | { readonly issue: Issue }

/** Parts of a page, as boxes in pt; null is the whole page. */
export interface PageParts {
  readonly page: number
  readonly boxes: readonly (Box | null)[]
}

/** Reads untrusted files in child processes under a watchdog. */
export interface PagePool {
  /** Opens the file at `path` (PDF, PNG, JPEG, TIFF) in a worker. Several documents may be read at once; they share the workers. */
  readDocument(path: string, options?: ReadOptions): Promise<DocumentPages>
  /**
   * Keeps pictures of parts of a document in `folder`: for each page one a box (pt), null for the whole page. None come of a page
   * that cannot be shown, or whose worker was stopped: a picture is a help, not a result.
   * @throws TabulariumError (exit 5) where the folder is full or may not be written.
   */
  keepPictures(
    path: string,
    parts: readonly PageParts[],
    folder: string,
    password?: string,
  ): Promise<ReadonlyArray<readonly PictureFile[]>>
  /** Ends all workers; what is being read ends as killed. */
  close(): Promise<void>
}

const defaults: WorkerOptions = {
  memoryLimitMb: 1000,
  // Twice this (the second time alone) stays below the 30 s that one file may cost.
  pageTimeoutMs: 14_000,
  startTimeoutMs: 180_000,
  scanModule: null,
  scanOptions: null,
}

export function createPagePool(options: PagePoolOptions): PagePool {
  const workers = new WorkerPool(options)
  return {
    async readDocument(path, { password, isKnown = () => false, onRead = () => {} } = {}) {
      const document = { path, password: password ?? null }
      const opened = await openTwice(workers, document)
      if (opened.type === 'refused') return { issue: opened.issue }
      if (opened.type !== 'opened')
        return { issue: killedDocument(opened.type === 'killed' ? opened.reason : 'crashed') }
      const { pageCount, issues } = opened
      const pages = pagesInOrder(workers, document, pageCount, isKnown, onRead)
      return { pageCount, issues, pages, issue: null }
    },
    async keepPictures(path, parts, folder, password) {
      const document = { path, password: password ?? null }
      const kept: Array<readonly PictureFile[]> = []
      try {
        for (const { page, boxes } of parts) {
          const end = await workers.run({ type: 'keep', document, page, boxes, folder })
          kept.push(end.type === 'kept' ? end.pictures : [])
        }
        return kept
      } finally {
        workers.release(document)
      }
    },
    close: () => workers.close(),
  }
}

/** A file that kills its worker on opening gets one more try, alone in a fresh process. */
async function openTwice(workers: WorkerPool, document: DocumentRequest): Promise<TaskEnd> {
  const first = await workers.run({ type: 'open', document })
  return first.type === 'killed' ? workers.run({ type: 'open', document }, { isAlone: true }) : first
}

interface Waiting {
  readonly task: WorkerTask
  readonly isAlone: boolean
  readonly start: (worker: WorkerProcess) => void
}

/** Hands tasks to worker processes, first come first served, a worker that has the document open preferred. */
export class WorkerPool {
  readonly size: number
  readonly #options: WorkerOptions
  readonly #pagesPerWorker: number
  readonly #onWorker: (event: WorkerEvent) => void
  readonly #workers = new Set<WorkerProcess>()
  readonly #idle = new Set<WorkerProcess>()
  readonly #waiting: Waiting[] = []
  #isClosed = false

  constructor({ size, pagesPerWorker = 500, onWorker = () => {}, ...options }: PagePoolOptions) {
    this.size = size
    this.#pagesPerWorker = pagesPerWorker
    this.#onWorker = onWorker
    this.#options = { ...defaults, ...options }
  }

  /** Runs a task when a worker is free. `isAlone`: in a fresh process that ends with it. */
  async run(
    task: WorkerTask,
    { isAlone = false, onPage = () => {} }: { readonly isAlone?: boolean; readonly onPage?: PageListener } = {},
  ): Promise<TaskEnd> {
    if (this.#isClosed) return { type: 'killed', reason: 'crashed' }
    const worker = await new Promise<WorkerProcess>(start => {
      this.#waiting.push({ task, isAlone, start })
      this.#dispatch()
    })
    let reason: KillReason | null = null
    try {
      const end = await worker.run(task, onPage)
      if (end.type === 'killed') reason = end.reason
      return end
    } finally {
      if (isAlone || !worker.isAlive || worker.pagesRead >= this.#pagesPerWorker) await this.#retire(worker, reason)
      else this.#idle.add(worker)
      this.#dispatch()
    }
  }

  /** Lets workers close the document. */
  release(document: DocumentRequest): void {
    for (const worker of this.#idle) if (holds(worker, document)) worker.release(document)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#workers].map(worker => this.#retire(worker)))
  }

  #dispatch(): void {
    for (const waiting of [...this.#waiting]) {
      const worker = this.#workerFor(waiting)
      if (!worker) continue
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
      this.#idle.delete(worker)
      waiting.start(worker)
    }
  }

  #workerFor({ task, isAlone }: Waiting): WorkerProcess | null {
    const idle = [...this.#idle].filter(worker => worker.isAlive)
    if (isAlone) {
      const spare = idle[0]
      if (this.#workers.size >= this.size && spare) void this.#retire(spare)
      return this.#workers.size < this.size ? this.#spawn() : null
    }
    const free = idle.find(worker => holds(worker, task.document)) ?? idle[0]
    return free ?? (this.#workers.size < this.size ? this.#spawn() : null)
  }

  #spawn(): WorkerProcess {
    const worker = new WorkerProcess(this.#options)
    this.#workers.add(worker)
    this.#tell(worker, 'started', null)
    return worker
  }

  async #retire(worker: WorkerProcess, reason: KillReason | null = null): Promise<void> {
    const isKnown = this.#workers.delete(worker)
    this.#idle.delete(worker)
    if (isKnown) this.#tell(worker, reason === null ? 'stopped' : 'killed', reason)
    await worker.stop()
  }

  #tell(worker: WorkerProcess, state: WorkerEvent['state'], reason: KillReason | null): void {
    if (worker.pid !== null) this.#onWorker({ pid: worker.pid, state, pages: worker.pagesRead, reason })
  }
}

function holds(worker: WorkerProcess, { path, password }: DocumentRequest): boolean {
  return worker.document?.path === path && worker.document.password === password
}
