import { grouped } from '../model/grouped.ts'
import type { KeptPicture } from '../model/kept-picture.ts'
import type { PageReading } from '../model/page-reading.ts'
import type { PageTiming } from '../model/page-timing.ts'
import type { DocumentReader } from './document-reader.ts'
import { isAbandoned } from './is-abandoned.ts'
import type { PagePool } from './page-worker/page-pool.ts'
import type { ReadingStore } from './reading-store.ts'

/** Changes whenever reading a page (open, clean, grid, recognise) gives other results: kept readings are then not used again. */
export const PAGE_STAGES_VERSION = 14

export interface PageReaderOptions {
  readonly readings: ReadingStore
  /** The database's folder of files, where pictures are kept. */
  readonly folder: string
  /** Name and version of what reads pictures. */
  readonly engine: string
  /** Tried on encrypted PDFs, and kept nowhere. */
  readonly password: string | undefined
}

/**
 * Reads PDFs and images through a pool of worker processes. Pages read before, by the same engine and stages, come from the
 * reading store; every page read now is kept as soon as it is read, whatever its turn, so that a killed run loses at most the pages
 * under way.
 */
export function pageReader(pool: PagePool, { readings, folder, engine, password }: PageReaderOptions): DocumentReader {
  return {
    engine,
    async read(source, onPage = () => {}) {
      const known = new Set(await readings.pagesOf(source.sha256))
      const pages = new Map<number, PageReading>()
      for (const page of known) {
        const reading = await readings.load(source.sha256, page)
        if (reading === null) known.delete(page)
        else pages.set(page, reading)
      }
      const keptPages = (pageCount: number) => {
        for (const page of known) onPage({ page, pageCount, isKept: true, timing: null })
      }
      const outline = await readings.loadOutline(source.sha256)
      if (outline !== null && known.size === outline.pageCount) {
        keptPages(outline.pageCount)
        return { pages: inOrder(pages), issues: outline.issues }
      }
      const isKnown = (page: number) => known.has(page)
      const timings = new Map<number, PageTiming>()
      const saving = new Map<number, Promise<void>>()
      const keep = (reading: PageReading) => {
        if (isAbandoned(reading) || saving.has(reading.page)) return
        const saved = readings.save(source.sha256, reading)
        // What goes wrong is told when the page's turn comes.
        saved.catch(() => {})
        saving.set(reading.page, saved)
      }
      const opened = await pool.readDocument(source.path, {
        isKnown,
        onRead: (reading, timing) => {
          timings.set(reading.page, timing)
          keep(reading)
        },
        ...(password === undefined ? {} : { password }),
      })
      if (opened.issue !== null) return { pages: [], issues: [opened.issue] }
      keptPages(opened.pageCount)
      for await (const page of opened.pages) {
        pages.set(page.page, page)
        keep(page)
        await saving.get(page.page)
        const timing = timings.get(page.page) ?? null
        onPage({ page: page.page, pageCount: opened.pageCount, isKept: false, timing })
      }
      if ([...pages.values()].every(page => !isAbandoned(page)))
        await readings.saveOutline(source.sha256, { pageCount: opened.pageCount, issues: opened.issues })
      return { pages: inOrder(pages), issues: opened.issues }
    },
    async keepPictures({ path }, wanted) {
      const byPage = [...grouped(wanted, part => part.page)]
      const parts = byPage.map(([page, ofPage]) => ({ page, boxes: ofPage.map(({ box }) => box) }))
      const kept = await pool.keepPictures(path, parts, folder, password)
      return byPage.flatMap(([page, ofPage], index) =>
        (kept[index] ?? []).map((picture, position): KeptPicture => {
          const { sequence = null, path = null } = ofPage[position] ?? {}
          return { page, sequence, path, ...picture }
        }),
      )
    },
    async keep(sha256, { pages, issues }) {
      if ((await readings.loadOutline(sha256)) !== null || pages.some(isAbandoned)) return
      for (const page of pages) await readings.save(sha256, page)
      await readings.saveOutline(sha256, { pageCount: pages.length, issues })
    },
    forget: sha256 => readings.remove(sha256),
    close: () => pool.close(),
  }
}

function inOrder(pages: ReadonlyMap<number, PageReading>): PageReading[] {
  return [...pages.values()].sort((a, b) => a.page - b.page)
}
