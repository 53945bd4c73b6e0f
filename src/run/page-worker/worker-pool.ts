import { setTimeout as wait } from 'node:timers/promises'
import PQueue from 'p-queue'
import { TabulariumError } from '../../model/tabularium-error.ts'
import type { DocumentRequest } from './messages.ts'
import type { KillReason } from './page-issues.ts'
import {
  type PageListener,
  type TaskEnd,
  type WorkerOptions,
  WorkerProcess,
  type WorkerTask,
} from './worker-process.ts'

export interface WorkerPoolOptions extends Partial<WorkerOptions> {
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

const defaults: WorkerOptions = {
  memoryLimitMb: 1000,
  pageTimeoutMs: 14_000,
  startTimeoutMs: 180_000,
  scanModule: null,
  scanOptions: null,
}

/** So many starts in a row for one task may fail once one has not: memory or process numbers may be short for a while. */
const mostFailedStarts = 4
/** Before the next start the pool waits so many ms for each that failed. */
const pauseMs = 500

const CLOSED: TaskEnd = { type: 'killed', reason: 'crashed' }

/** Hands tasks to worker processes, first come first served, a worker that has the document open preferred. */
export class WorkerPool {
  readonly size: number
  readonly #options: WorkerOptions
  readonly #pagesPerWorker: number
  readonly #onWorker: (event: WorkerEvent) => void
  readonly #workers = new Set<WorkerProcess>()
  readonly #idle = new Set<WorkerProcess>()
  /** No more tasks at a time than there may be workers: one that has its turn finds a worker idle, or room for another. */
  readonly #tasks: PQueue
  #isClosed = false
  /** What a listener threw first. */
  #thrown: { readonly error: unknown } | null = null
  #hasStarted = false

  constructor({ size, pagesPerWorker = 500, onWorker = () => {}, ...options }: WorkerPoolOptions) {
    this.size = size
    this.#tasks = new PQueue({ concurrency: size })
    this.#pagesPerWorker = pagesPerWorker
    this.#onWorker = onWorker
    this.#options = { ...defaults, ...options }
  }

  /**
   * Runs a task when a worker is free. `isAlone`: in a fresh process that ends with it.
   * @throws TabulariumError `worker-start` when the first process does not start, or several in a row for this task, and what a task throws.
   */
  run(
    task: WorkerTask,
    { isAlone = false, onPage = () => {} }: { readonly isAlone?: boolean; readonly onPage?: PageListener } = {},
  ): Promise<TaskEnd> {
    return this.#tasks.add(async () => {
      // Of this task alone: workers of several that fail at the same moment are one shortage, not several.
      let failedStarts = 0
      while (!this.#isClosed) {
        const worker = this.#workerFor(task, isAlone)
        if (await this.#isReady(worker, failedStarts)) return this.#runOn(worker, task, isAlone, onPage)
        failedStarts += 1
      }
      return CLOSED
    })
  }

  async #runOn(worker: WorkerProcess, task: WorkerTask, isAlone: boolean, onPage: PageListener): Promise<TaskEnd> {
    let reason: KillReason | null = null
    try {
      const end = await worker.run(task, onPage)
      if (end.type === 'killed') reason = end.reason
      return end
    } finally {
      if (isAlone || !worker.isAlive || worker.pagesRead >= this.#pagesPerWorker) await this.#retire(worker, reason)
      else this.#idle.add(worker)
      this.#throwOfListener()
    }
  }

  /** False where the process did not start and another is worth a try, after `failedStarts` in a row. */
  async #isReady(worker: WorkerProcess, failedStarts: number): Promise<boolean> {
    try {
      await worker.ready
      this.#hasStarted = true
      return true
    } catch (error) {
      await this.#retire(worker, 'crashed')
      if (this.#isClosed) return false
      if (!this.#hasStarted) throw error
      if (failedStarts + 1 >= mostFailedStarts) throw restartError(error)
      await wait((failedStarts + 1) * pauseMs)
      return false
    }
  }

  /** Lets workers close the document. */
  release(document: DocumentRequest): void {
    for (const worker of this.#idle) if (holds(worker, document)) worker.release(document)
  }

  /** Ends all workers; then it throws what a listener threw, if one did. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#workers].map(worker => this.#retire(worker)))
    this.#throwOfListener()
  }

  #workerFor({ document }: WorkerTask, isAlone: boolean): WorkerProcess {
    const idle = [...this.#idle].filter(worker => worker.isAlive)
    const free = isAlone ? undefined : (idle.find(worker => holds(worker, document)) ?? idle[0])
    if (free !== undefined) {
      this.#idle.delete(free)
      return free
    }
    if (this.#workers.size >= this.size && idle[0] !== undefined) void this.#retire(idle[0])
    return this.#spawn()
  }

  #spawn(): WorkerProcess {
    const worker = new WorkerProcess(this.#options)
    this.#workers.add(worker)
    this.#tell(worker, 'started', null)
    void this.#retireWhenGone(worker)
    return worker
  }

  /** A worker that ends while it has nothing to do makes room for another; at work it ends its task, which sees to the rest. */
  async #retireWhenGone(worker: WorkerProcess): Promise<void> {
    const reason = await worker.gone
    if (this.#idle.has(worker)) await this.#retire(worker, reason)
  }

  async #retire(worker: WorkerProcess, reason: KillReason | null = null): Promise<void> {
    const isKnown = this.#workers.delete(worker)
    this.#idle.delete(worker)
    if (isKnown) this.#tell(worker, reason === null ? 'stopped' : 'killed', reason)
    await worker.stop()
  }

  /** A listener that throws ends the work, but never before the processes are seen to. */
  #tell(worker: WorkerProcess, state: WorkerEvent['state'], reason: KillReason | null): void {
    if (worker.pid === null) return
    try {
      this.#onWorker({ pid: worker.pid, state, pages: worker.pagesRead, reason })
    } catch (error) {
      this.#thrown ??= { error }
    }
  }

  #throwOfListener(): void {
    if (this.#thrown !== null) throw this.#thrown.error
  }
}

function holds(worker: WorkerProcess, { path, password }: DocumentRequest): boolean {
  return worker.document?.path === path && worker.document.password === password
}

function restartError(cause: unknown): TabulariumError {
  return new TabulariumError(
    'worker-start',
    `The process that reads pages could be started before, but not any more, ${mostFailedStarts} times in a row.`,
    'Free memory (end other programs, or take fewer --jobs) and run the same command again: it goes on from there.',
    { exitStatus: 1, cause },
  )
}
