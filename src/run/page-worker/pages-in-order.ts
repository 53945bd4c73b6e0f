import type { PageReading } from '../../model/page-reading.ts'
import type { DocumentRequest } from './messages.ts'
import { abandonedPage, type KillReason, killedPage, unreadPage } from './page-issues.ts'
import type { PageListener, TaskEnd, WorkerTask } from './worker-process.ts'

/** What this needs of the pool. */
export interface TaskRunner {
  readonly size: number
  run(task: WorkerTask, options?: { readonly isAlone?: boolean; readonly onPage?: PageListener }): Promise<TaskEnd>
  release(document: DocumentRequest): void
}

/**
 * Pages that a worker reads in one go: few of a scan, since all workers share them; of digital pages ever more, up to `most`. Chunks shorter
 * than `shared` are left to one worker: each that opens the document parses its fonts anew, which costs as much as ten pages.
 */
const chunkOf = { first: 1, scanned: 2, shared: 16, most: 32 }
/** Pages read ahead of the consumer at most. */
const readAhead = 64
/**
 * The rest of a document is given up when so many of its pages stopped their workers, and one more for every so many that
 * could be read: a file in which every page does so ends soon, one bad page among good ones costs only itself.
 */
const maxKilled = { atFirst: 5, readForOneMore: 10 }

/**
 * Reads the pages of an opened document and yields them in order. The first page is read alone, to see what kind the document is:
 * the next pages of a scan go to all workers, those of a digital document in chunks that grow, to all workers when there are many.
 */
export async function* pagesInOrder(
  runner: TaskRunner,
  document: DocumentRequest,
  pageCount: number,
  isKnown: (page: number) => boolean,
  onPage: PageListener,
): AsyncGenerator<PageReading> {
  const wanted = Array.from({ length: pageCount }, (_, i) => i + 1).filter(page => !isKnown(page))
  const reader = new PageReader(runner, document, pageCount - wanted.length, onPage)
  let scheduled = 0
  try {
    for (const [position, page] of wanted.entries()) {
      while (!reader.has(page)) {
        while (scheduled < wanted.length && scheduled - position < readAhead && reader.isFree) {
          const chunk = wanted.slice(scheduled, scheduled + reader.chunkSize)
          scheduled += chunk.length
          reader.start(chunk)
        }
        await reader.news()
      }
      yield reader.take(page)
    }
  } finally {
    runner.release(document)
  }
}

class PageReader {
  readonly #runner: TaskRunner
  readonly #document: DocumentRequest
  readonly #onPage: PageListener
  readonly #readings = new Map<number, PageReading>()
  /** Pages that could be read, now or earlier. */
  #good: number
  #chunks = 0
  readonly #killed: KillReason[] = []
  #chunkSize = chunkOf.first
  #isShared = false
  #failure: { readonly reason: unknown } | null = null
  #wake: () => void = () => {}

  constructor(runner: TaskRunner, document: DocumentRequest, known: number, onPage: PageListener) {
    this.#runner = runner
    this.#document = document
    this.#good = known
    this.#onPage = onPage
  }

  /** A further chunk may be started: one at a time, or one a worker. */
  get isFree(): boolean {
    return this.#chunks < (this.#isShared ? this.#runner.size : 1)
  }

  get chunkSize(): number {
    return this.#chunkSize
  }

  has(page: number): boolean {
    if (this.#failure) throw this.#failure.reason
    return this.#readings.has(page)
  }

  take(page: number): PageReading {
    const reading = this.#readings.get(page)!
    this.#readings.delete(page)
    return reading
  }

  /** Waits until a page has come or a chunk has ended. */
  news(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve
    })
  }

  start(pages: readonly number[]): void {
    this.#chunks++
    this.#chunk(pages)
      .catch((reason: unknown) => {
        this.#failure ??= { reason }
      })
      .finally(() => {
        this.#chunks--
        this.#wake()
      })
  }

  async #chunk(pages: readonly number[]): Promise<void> {
    let rest = pages
    while (rest.length > 0) {
      if (this.#killed.length >= maxKilled.atFirst + this.#good / maxKilled.readForOneMore) {
        for (const page of rest) this.#keep(unreadPage(page, [abandonedPage(this.#killed.at(-1)!, page)]))
        return
      }
      const end = await this.#read(rest, false)
      rest = rest.filter(page => !this.#seen.has(page))
      if (end.type !== 'killed' || rest.length === 0) return
      // The first page that did not come is the one that killed the worker.
      await this.#retryAlone(rest[0]!)
      rest = rest.slice(1)
    }
  }

  async #retryAlone(page: number): Promise<void> {
    const end = await this.#read([page], true)
    if (end.type !== 'killed' || this.#seen.has(page)) return
    this.#killed.push(end.reason)
    this.#keep(unreadPage(page, [killedPage(end.reason, page)]))
  }

  readonly #seen = new Set<number>()

  async #read(pages: readonly number[], isAlone: boolean): Promise<TaskEnd> {
    const end = await this.#runner.run(
      { type: 'read', document: this.#document, pages },
      {
        isAlone,
        onPage: (reading, timing) => {
          const isScan = reading.source === 'scan'
          this.#good += 1
          this.#chunkSize = isScan ? chunkOf.scanned : Math.min(chunkOf.most, 2 * pages.length)
          this.#isShared = isScan || this.#chunkSize >= chunkOf.shared
          this.#keep(reading)
          this.#onPage(reading, timing)
        },
      },
    )
    if (end.type === 'refused')
      for (const page of pages.filter(p => !this.#seen.has(p))) this.#keep(unreadPage(page, [{ ...end.issue, page }]))
    return end
  }

  #keep(reading: PageReading): void {
    this.#seen.add(reading.page)
    this.#readings.set(reading.page, reading)
    this.#wake()
  }
}
