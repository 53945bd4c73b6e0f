import { PAGE_STEPS, type PageStep, type PageTiming } from '../model/page-timing.ts'

/** What a person calls the steps. */
const NAMES: Readonly<Record<PageStep, string>> = {
  open: 'get at the text or picture',
  clean: 'clean',
  grid: 'find the tables',
  recognise: 'recogniser',
  rest: 'cut out lines, join readings',
}

/** One step of reading pages: ms a page, and its share of all, 0..1. */
export interface StepShare {
  readonly name: string
  readonly msPerPage: number
  readonly share: number
}

/** Adds up where the time of pages went. Pages read at the same time count each with its own. */
export class PageProfile {
  #pages = 0
  readonly #sums = new Map<PageStep, number>()

  get pages(): number {
    return this.#pages
  }

  add(timing: PageTiming): void {
    this.#pages++
    for (const step of PAGE_STEPS) this.#sums.set(step, (this.#sums.get(step) ?? 0) + timing[step])
  }

  /** The steps in their order; none as long as no page was read. */
  steps(): StepShare[] {
    if (this.#pages === 0) return []
    const whole = [...this.#sums.values()].reduce((sum, ms) => sum + ms, 0)
    return PAGE_STEPS.map(step => {
      const ms = this.#sums.get(step) ?? 0
      return { name: NAMES[step], msPerPage: ms / this.#pages, share: whole === 0 ? 0 : ms / whole }
    })
  }
}
