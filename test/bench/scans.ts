import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formToExport, ingest, openStoreReader } from '../../src/index.ts'
import { formTruthSchema } from '../corpus/truth.ts'
import { benchGrades, makeBenchScans } from '../scans/make-bench-scans.ts'
import { type Score, scoreForms, sumScores } from './score.ts'

const CACHE = fileURLToPath(new URL('../../output/bench/scans/', import.meta.url))

export interface GradeFigures {
  readonly grade: string
  readonly pages: number
  readonly seconds: number
  readonly score: Score
}

/** Prints and scans the test half in every grade (kept from an earlier run where the generator is the same), then ingests each grade. */
export async function runScanBench(forms: number): Promise<GradeFigures[]> {
  await makeBenchScans({ outDir: CACHE, grades: benchGrades, split: 'test', forms })
  const figures: GradeFigures[] = []
  for (const grade of benchGrades) figures.push(await runGrade(grade, join(CACHE, 'test', grade)))
  return figures
}

async function runGrade(grade: string, folder: string): Promise<GradeFigures> {
  const work = mkdtempSync(join(tmpdir(), 'tabularium-scans-'))
  try {
    const db = join(work, 'bench.db')
    const { documents, seconds } = await ingest([folder], { db, jobs: 2 })
    const formsByFile = new Map<string, ReturnType<typeof formToExport>[]>()
    const store = await openStoreReader(db)
    for await (const form of store.forms())
      formsByFile.set(form.document.file, [...(formsByFile.get(form.document.file) ?? []), formToExport(form)])
    await store.close()
    const scores = readdirSync(folder)
      .filter(name => name.endsWith('.gold.jsonl'))
      .map(name => {
        const golds = readFileSync(join(folder, name), 'utf8')
          .trim()
          .split('\n')
          .map(line => formTruthSchema.parse(JSON.parse(line)))
        return scoreForms(golds, formsByFile.get(name.replace('.gold.jsonl', '.pdf')) ?? []).score
      })
    return {
      grade,
      pages: documents.reduce((sum, document) => sum + document.pages, 0),
      seconds,
      score: sumScores(scores),
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

export function scanTable(figures: readonly GradeFigures[]): string {
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole).toFixed(4)
  const header = [
    'grade',
    'forms',
    'pages',
    'rowExact',
    'fieldExact',
    'amountExact',
    'silentErrors',
    'silentNumberErrors',
    'flagRate',
    's/page',
  ]
  const lines = figures.map(({ grade, pages, seconds, score }) => [
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
