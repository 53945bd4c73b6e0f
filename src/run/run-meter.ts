import type { IngestEvent } from './ingest-event.ts'

/** How far a run is. Rates and times are null as long as nothing can be said of them. */
export interface RunReading {
  readonly files: number
  readonly done: number
  /** Documents that failed or are partial. */
  readonly problems: number
  /** Pages read in this run, without those kept from an earlier one. */
  readonly pages: number
  readonly pagesPerSecond: number | null
  readonly secondsLeft: number | null
  /** The document heard of last, and which page of how many. */
  readonly current: { readonly path: string; readonly page: number; readonly pageCount: number } | null
}

/**
 * Seconds that the rest takes if it goes on as before. `worked`: documents that were read, without unchanged and refused ones,
 * which take no time; `left`: those still to do, of which some may be such too. null before the first.
 */
export function timeLeft(elapsedSeconds: number, worked: number, left: number): number | null {
  return worked > 0 ? (elapsedSeconds / worked) * left : null
}

/** Hears the events of a run and tells how far it is. `now` in ms, from any origin. */
export class RunMeter {
  readonly #now: () => number
  #startedAt: number
  #files = 0
  #done = 0
  #quick = 0
  #problems = 0
  #pages = 0
  #current: RunReading['current'] = null
  /** Pages that have come and page count of each document under way. */
  readonly #underWay = new Map<string, { pages: number; pageCount: number }>()

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
    this.#startedAt = now()
  }

  hear(event: IngestEvent): void {
    switch (event.type) {
      case 'found':
        if (this.#done === 0 && this.#pages === 0) this.#startedAt = this.#now()
        this.#files = event.files
        break
      case 'started':
        this.#underWay.set(event.path, { pages: 0, pageCount: 0 })
        this.#current = { path: event.path, page: 0, pageCount: 0 }
        break
      case 'page': {
        const pages = (this.#underWay.get(event.path)?.pages ?? 0) + 1
        this.#underWay.set(event.path, { pages, pageCount: event.pageCount })
        if (!event.isKept) this.#pages += 1
        this.#current = { path: event.path, page: pages, pageCount: event.pageCount }
        break
      }
      case 'done':
        this.#underWay.delete(event.outcome.path)
        this.#done += 1
        if (event.outcome.status === 'unchanged' || event.outcome.pages === 0) this.#quick += 1
        if (event.outcome.status === 'failed' || event.outcome.status === 'partial') this.#problems += 1
    }
  }

  read(): RunReading {
    const seconds = (this.#now() - this.#startedAt) / 1000
    let begun = 0
    for (const { pages, pageCount } of this.#underWay.values()) begun += pageCount > 0 ? pages / pageCount : 0
    return {
      files: this.#files,
      done: this.#done,
      problems: this.#problems,
      pages: this.#pages,
      pagesPerSecond: this.#pages > 0 && seconds > 0 ? this.#pages / seconds : null,
      secondsLeft: timeLeft(seconds, this.#done - this.#quick + begun, this.#files - this.#done - begun),
      current: this.#current,
    }
  }
}
