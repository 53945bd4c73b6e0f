import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { formToExport, ingest, openStoreReader } from '../../src/index.ts'
import type { Half } from '../corpus/split.ts'
import { type BenchGrade, benchGrades } from '../scans/make-bench-scans.ts'
import { benchPdfs } from './bench-pages.ts'
import { goldsOf } from './kept-readings.ts'
import { type Score, scoreForms, sumScores } from './score.ts'

export interface GradeFigures {
  readonly engine: string
  readonly grade: string
  readonly pages: number
  readonly seconds: number
  readonly score: Score
  /** One line for each wrong value. */
  readonly errors: readonly string[]
}

export interface ScanBenchOptions {
  readonly engine: 'ppocr' | 'tesseract'
  /** At least this many forms a grade. */
  readonly forms: number
  readonly half: Half
  readonly grades?: readonly BenchGrade[]
}

/** Prints and scans a half of the bench in every grade (kept from an earlier run where the generator is the same), then ingests each grade. */
export async function runScanBench({
  engine,
  half,
  forms,
  grades = benchGrades,
}: ScanBenchOptions): Promise<GradeFigures[]> {
  const figures: GradeFigures[] = []
  for (const [grade, pdfs] of await benchPdfs(half, forms, grades)) figures.push(await runGrade(engine, grade, pdfs))
  return figures
}

async function runGrade(engine: string, grade: string, pdfs: readonly string[]): Promise<GradeFigures> {
  const work = mkdtempSync(join(tmpdir(), 'tabularium-scans-'))
  try {
    const db = join(work, 'bench.db')
    const { documents, seconds } = await ingest(pdfs, { db, jobs: 2, engine })
    const formsByFile = new Map<string, ReturnType<typeof formToExport>[]>()
    const store = await openStoreReader(db)
    for await (const form of store.forms())
      formsByFile.set(form.document.file, [...(formsByFile.get(form.document.file) ?? []), formToExport(form)])
    await store.close()
    const scores = pdfs.map(pdf => {
      return scoreForms(goldsOf(pdf), formsByFile.get(basename(pdf)) ?? [], { inOrder: true })
    })
    const pages = documents.reduce((sum, document) => sum + document.pages, 0)
    const score = sumScores(scores.map(scored => scored.score))
    return { engine, grade, pages, seconds, score, errors: scores.flatMap(scored => scored.errors) }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

export function scanTable(figures: readonly GradeFigures[]): string {
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole).toFixed(4)
  const header = [
    ...['engine', 'grade', 'forms', 'pages', 'rowExact', 'fieldExact', 'amountExact'],
    ...['silentErrors', 'silentNumberErrors', 'flagRate', 's/page'],
  ]
  const lines = figures.map(({ engine, grade, pages, seconds, score }) => [
    engine,
    grade,
    `${score.formsFound}/${score.forms}`,
    String(pages),
    share(score.rowsRight, score.rows),
    share(score.fieldsRight, score.fields),
    share(score.amountsRight, score.amounts),
    String(score.silentErrors),
    String(score.silentNumberErrors),
    share(score.flagged, score.values),
    (seconds / pages).toFixed(2),
  ])
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...lines.map(line)].join('\n')
}

/** The first `count` wrong values of each grade, for a person to read. */
export function scanErrors(figures: readonly GradeFigures[], count: number): string {
  return figures
    .flatMap(({ engine, grade, errors }) => errors.slice(0, count).map(error => `${engine} ${grade}: ${error}\n`))
    .join('')
}
