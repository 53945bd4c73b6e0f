/** The steps of reading a page: getting at its text or picture; then, of a picture only, the stages and what lies between them. */
export const PAGE_STEPS = ['open', 'clean', 'grid', 'recognise', 'rest'] as const
export type PageStep = (typeof PAGE_STEPS)[number]

/** Where the time of a page went, ms for each step. */
export type PageTiming = Readonly<Record<PageStep, number>>

/** The steps that a reader of pictures tells apart. */
export type TimedStep = 'clean' | 'grid' | 'recognise'

/** Takes the time of the steps of one page, from its making to `timing()`. Steps do not overlap. */
export class PageWatch {
  readonly #start = performance.now()
  readonly #ms: Record<TimedStep | 'reading', number> = { clean: 0, grid: 0, recognise: 0, reading: 0 }

  /** `reading`: all that is done with a picture; the other steps lie within it. */
  async time<T>(step: TimedStep | 'reading', work: () => T | Promise<T>): Promise<T> {
    const from = performance.now()
    try {
      return await work()
    } finally {
      this.#ms[step] += performance.now() - from
    }
  }

  timing(): PageTiming {
    const { clean, grid, recognise, reading } = this.#ms
    const open = performance.now() - this.#start - reading
    return { open, clean, grid, recognise, rest: reading - clean - grid - recognise }
  }
}
