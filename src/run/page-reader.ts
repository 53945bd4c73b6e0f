import type { PageReading } from '../model/page-reading.ts'
import type { DocumentReader } from './document-reader.ts'
import type { PagePool } from './page-worker/page-pool.ts'

/** Reads PDFs and images through a pool of worker processes. `engine` names what reads their pictures. */
export function pageReader(pool: PagePool, engine: string): DocumentReader {
  return {
    engine,
    async read(source) {
      const opened = await pool.readDocument(source.path)
      if (opened.issue !== null) return { pages: [], issues: [opened.issue] }
      const pages: PageReading[] = []
      for await (const page of opened.pages) pages.push(page)
      return { pages, issues: opened.issues }
    },
    close: () => pool.close(),
  }
}
