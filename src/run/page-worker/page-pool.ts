import type { Box } from '../../model/box.ts'
import type { Issue } from '../../model/issue.ts'
import type { PageReading } from '../../model/page-reading.ts'
import type { PageTiming } from '../../model/page-timing.ts'
import type { DocumentRequest, PictureFile } from './messages.ts'
import { killedDocument } from './page-issues.ts'
import { pagesInOrder } from './pages-in-order.ts'
import { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts'
import type { TaskEnd } from './worker-process.ts'

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

export function createPagePool(options: WorkerPoolOptions): PagePool {
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
