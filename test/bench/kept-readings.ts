import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ingest, openStoreReader } from '../../src/index.ts'
import type { PageReading } from '../../src/model/page-reading.ts'
import { pageEngineOf } from '../../src/run/reader-by-type.ts'
import { openReadingStore } from '../../src/run/reading-store.ts'
import { filesFolder } from '../../src/store/files-folder.ts'
import type { Half } from '../corpus/split.ts'
import { type FormTruth, formTruthSchema } from '../corpus/truth.ts'
import type { BenchGrade } from '../scans/make-bench-scans.ts'
import { benchPdfs } from './bench-pages.ts'

const KEPT = fileURLToPath(new URL('../../output/bench/readings/', import.meta.url))

/** A document of the bench as it was read, and its truth. */
export interface KeptDocument {
  readonly grade: BenchGrade
  readonly file: string
  readonly golds: readonly FormTruth[]
  readonly pages: readonly PageReading[]
}

/**
 * Pages of one half of the bench as they were recognised, so that what follows recognition is measured in seconds. Read where no reading by
 * this reader is kept yet: about two seconds a page.
 */
export async function keptReadings(half: Half, forms: number, grades: readonly BenchGrade[]): Promise<KeptDocument[]> {
  const folder = join(KEPT, half)
  mkdirSync(folder, { recursive: true })
  const documents: KeptDocument[] = []
  for (const [grade, pdfs] of await benchPdfs(half, forms, grades)) {
    const db = join(folder, `${grade}.db`)
    await ingest(pdfs, { db, jobs: 2, keepImages: 'none' })
    const store = await openStoreReader(db)
    for await (const document of store.documents()) {
      const pdf = pdfs.find(path => basename(path) === document.file)
      if (pdf === undefined) continue
      const kept = openReadingStore(filesFolder(db), pageEngineOf(document.engine))
      const numbers = await kept.pagesOf(document.sha256)
      const pages = await Promise.all(numbers.map(page => kept.load(document.sha256, page)))
      documents.push({ grade, file: document.file, golds: goldsOf(pdf), pages: pages.filter(page => page !== null) })
    }
    await store.close()
  }
  return documents
}

/** The truth beside a PDF of the bench, form by form. */
export function goldsOf(pdf: string): FormTruth[] {
  const lines = readFileSync(pdf.replace('.pdf', '.gold.jsonl'), 'utf8').trim().split('\n')
  return lines.map(line => formTruthSchema.parse(JSON.parse(line)))
}
