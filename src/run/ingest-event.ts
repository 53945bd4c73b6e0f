import type { Issue } from '../model/issue.ts'
import type { PageTiming } from '../model/page-timing.ts'
import type { DocumentOutcome } from '../store/store.ts'

/** What a run tells while it works. Paths are those of outcomes; times are not in here: who hears an event knows when. */
export type IngestEvent =
  /** Inputs there are, as far as is known: archives add theirs when they are opened, and the event comes again. */
  | { readonly type: 'found'; readonly files: number }
  | { readonly type: 'started'; readonly path: string }
  /** A page was read, or (`isKept`) taken from an earlier run. Pages of a document come in any order. `timing` in ms. */
  | {
      readonly type: 'page'
      readonly path: string
      readonly page: number
      readonly pageCount: number
      readonly isKept: boolean
      readonly timing: PageTiming | null
    }
  | { readonly type: 'done'; readonly outcome: DocumentOutcome; readonly issues: readonly Issue[] }
  /** A process that reads pages: `started`, `stopped` (when it was done, or had read its share of pages) or `killed` by the watchdog or itself. */
  | {
      readonly type: 'worker'
      readonly pid: number
      readonly state: 'started' | 'stopped' | 'killed'
      readonly pages: number
      readonly reason: string | null
    }
