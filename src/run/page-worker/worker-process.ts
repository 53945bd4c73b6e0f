import { type ChildProcess, fork } from 'node:child_process'
import type { Issue } from '../../model/issue.ts'
import type { PageReading } from '../../model/page-reading.ts'
import type { PageTiming } from '../../model/page-timing.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { fileSystemToError } from '../../store/store-error.ts'
import { childScript } from './child-script.ts'
import { memorySignal } from './guardian.ts'
import type { DocumentRequest, PictureFile, WorkerReply, WorkerRequest } from './messages.ts'
import type { KillReason } from './page-issues.ts'
import { Watchdog } from './watchdog.ts'

/** What a worker may take, and what it is started with. */
export interface WorkerOptions {
  readonly memoryLimitMb: number
  /** Longest time without a page (or an opened file), in ms: see `Watchdog` for how it is counted. */
  readonly pageTimeoutMs: number
  /** Longest time until the process is ready, and until its recognition engine is loaded. */
  readonly startTimeoutMs: number
  readonly scanModule: string | null
  readonly scanOptions: unknown
}

type WithoutNumber<Request> = Request extends { readonly task: number } ? Omit<Request, 'task'> : never

/** What a worker is asked to do with a document, before it is numbered. */
export type WorkerTask = WithoutNumber<WorkerRequest>

/** How a task ended. `killed`: by the watchdog, or by itself; the process is gone. */
export type TaskEnd =
  | { readonly type: 'opened'; readonly pageCount: number; readonly issues: readonly Issue[] }
  | { readonly type: 'refused'; readonly issue: Issue }
  | { readonly type: 'done' }
  | { readonly type: 'kept'; readonly pictures: readonly PictureFile[] }
  | { readonly type: 'killed'; readonly reason: KillReason }

export type PageListener = (reading: PageReading, timing: PageTiming) => void

/** So much of what the child wrote to stderr is kept to explain a failed start. */
const keptStderr = 4000
/** A worker that is told to go and does not is killed after so many ms. */
const patience = 2000

interface Running {
  readonly task: number
  readonly onPage: PageListener
  readonly end: (end: TaskEnd) => void
  readonly fail: (reason: unknown) => void
}

/**
 * Pictures fill the heap's limit of outside memory six times a page, and V8 would mark a heap that hardly changes on four threads each time: a
 * tenth of all work, on cores that other workers have use for. One thread does it with less, the more so with room for the young.
 */
const collection = ['--single-threaded-gc', '--min-semi-space-size=32']

/** One worker process under a watchdog: one task at a time. */
export class WorkerProcess {
  readonly #child: ChildProcess
  readonly #options: WorkerOptions
  readonly #ready: Promise<void>
  readonly #gone: Promise<KillReason>
  readonly #watchdog: Watchdog | null
  #running: Running | null = null
  #killReason: KillReason | null = null
  #tasks = 0
  #stderr = ''
  #pagesRead = 0
  #document: DocumentRequest | null = null

  constructor(options: WorkerOptions) {
    this.#options = options
    const { file, execArgv } = childScript('page-worker', import.meta.url)
    // The heap is capped below the limit so that V8 collects in time; only the sampled resident memory bounds all of it.
    const heap = `--max-old-space-size=${Math.max(128, Math.round(options.memoryLimitMb * 0.75))}`
    this.#child = fork(file, [], {
      execArgv: [...execArgv, heap, ...collection],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-keptStderr)
    })
    // Without a process id the process could not be started, which the error event tells.
    const { pid } = this.#child
    this.#watchdog = pid === undefined ? null : new Watchdog(pid, options.memoryLimitMb, reason => this.#kill(reason))
    this.#ready = this.#started()
    this.#ready.catch(() => {})
    this.#child.on('message', message => this.#hear(message as WorkerReply))
    this.#gone = new Promise(resolve => {
      this.#child.once('exit', (_, signal) => {
        this.#watchdog?.stop()
        const reason = this.#killReason ?? this.#reasonOf(signal)
        this.#finish({ type: 'killed', reason })
        resolve(reason)
      })
      if (pid === undefined) this.#child.once('error', () => resolve('crashed'))
    })
    this.#send({
      type: 'start',
      memoryLimitMb: options.memoryLimitMb,
      scanModule: options.scanModule,
      scanOptions: options.scanOptions,
    })
  }

  get isAlive(): boolean {
    return this.#child.connected && this.#killReason === null
  }

  /**
   * When the process can be given tasks.
   * @throws TabulariumError `worker-start` when it cannot start.
   */
  get ready(): Promise<void> {
    return this.#ready
  }

  /** When the process has ended, and of what if nobody told it to. */
  get gone(): Promise<KillReason> {
    return this.#gone
  }

  /** null where the process could not be started. */
  get pid(): number | null {
    return this.#child.pid ?? null
  }

  get pagesRead(): number {
    return this.#pagesRead
  }

  /** The document that the process holds open. */
  get document(): DocumentRequest | null {
    return this.#document
  }

  /**
   * Runs one task to its end, when the process is ready; pages are handed to `onPage` as they come.
   * @throws TabulariumError `engine-start` when the recognition engine cannot start (a broken installation), and what the
   *   store's files throw when pictures cannot be kept.
   */
  run(task: WorkerTask, onPage: PageListener): Promise<TaskEnd> {
    const number = ++this.#tasks
    const ended = new Promise<TaskEnd>((end, fail) => {
      this.#running = { task: number, onPage, end, fail }
    })
    this.#document = task.document
    this.#watchdog?.begin(this.#options.pageTimeoutMs)
    this.#send({ ...task, task: number })
    return ended
  }

  release(document: DocumentRequest): void {
    this.#document = null
    this.#send({ type: 'release', document })
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), patience)
    await this.#gone
    clearTimeout(timer)
  }

  #started(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#watchdog?.begin(this.#options.startTimeoutMs)
      this.#child.once('message', () => {
        this.#watchdog?.rest()
        resolve()
      })
      this.#child.once('error', error => reject(startError(error.message)))
      this.#child.once('exit', () => reject(startError(this.#stderr.trim().split('\n').slice(-6).join('\n'))))
    })
  }

  #hear(message: WorkerReply): void {
    const running = this.#running
    if (!running) return
    if (message.type === 'loading') this.#watchdog?.begin(this.#options.startTimeoutMs)
    else if (message.type === 'ready') this.#watchdog?.begin(this.#options.pageTimeoutMs)
    else if (message.task === running.task) this.#advance(running, message)
  }

  #advance(running: Running, message: Exclude<WorkerReply, { type: 'loading' | 'ready' }>): void {
    this.#watchdog?.begin(this.#options.pageTimeoutMs)
    if (message.type === 'page') {
      this.#pagesRead++
      running.onPage(message.reading, message.timing)
    } else if (message.type === 'broken') {
      this.#fail(running, engineError(message.detail))
    } else if (message.type === 'unkept') {
      const { code, message: said, folder } = message.failure
      this.#fail(running, fileSystemToError(Object.assign(new Error(said), { code }), folder))
    } else this.#finish(message)
  }

  #fail(running: Running, reason: unknown): void {
    this.#watchdog?.rest()
    this.#running = null
    running.fail(reason)
  }

  #finish(end: TaskEnd): void {
    this.#watchdog?.rest()
    const running = this.#running
    this.#running = null
    running?.end(end)
  }

  #send(request: WorkerRequest): void {
    if (this.#child.connected) this.#child.send(request, () => {})
  }

  #kill(reason: KillReason): void {
    this.#killReason ??= reason
    this.#child.kill('SIGKILL')
  }

  #reasonOf(signal: NodeJS.Signals | null): KillReason {
    const isOutOfMemory = signal === memorySignal || /heap out of memory|allocation failed/i.test(this.#stderr)
    return isOutOfMemory ? 'memory' : 'crashed'
  }
}

function startError(detail: string): TabulariumError {
  return new TabulariumError(
    'worker-start',
    `The process that reads pages could not be started. ${detail}`.trim(),
    'Run `tabularium doctor`; if it finds nothing, install the program again with `npm ci`.',
    { exitStatus: 1 },
  )
}

function engineError(detail: string): TabulariumError {
  return new TabulariumError(
    'engine-start',
    `The recognition engine could not be loaded. ${detail}`,
    'Run `tabularium doctor` to see which engines can be used here, and choose one with --engine or --arbiter.',
    { exitStatus: 1 },
  )
}
