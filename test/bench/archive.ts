import { mkdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadNamedQueries, namedQueryParams } from '../../src/query/named-queries.ts'
import { runQuery } from '../../src/query/run-query.ts'
import { openStore, openStoreReader } from '../../src/store/open-store.ts'
import type { DocumentOutcome } from '../../src/store/store.ts'
import { generateForms } from '../corpus/generate.ts'
import { createRandom } from '../corpus/random.ts'
import type { FormTruth } from '../corpus/truth.ts'
import { type GoldForm, goldToResult } from '../store/gold-result.ts'
import { NAMED_QUESTIONS, SEARCHES } from './archive-questions.ts'

const DB = fileURLToPath(new URL('../../output/bench/archive/archive.db', import.meta.url))
const QUERIES = fileURLToPath(new URL('../../pipelines/performance-goal/queries/', import.meta.url))

/** What one city's catalogue holds, less a few. */
const FORMS_OF_A_CITY = 8000
const FORMS_PER_FILE = 40
/** A document after so many forms of a city came in a second time, in other bytes. */
const SCANNED_TWICE = 2000
/** Rows placed by inference, as on scans of middling quality (RESULTS.md). */
const SHARE_INFERRED = 0.06
const TIMES_ASKED = 5

export interface Answer {
  readonly question: string
  readonly rows: number
  /** Milliseconds of each time it was asked, ascending. */
  readonly ms: readonly number[]
}

export interface ArchiveFigures {
  readonly forms: number
  readonly megabytes: number
  /** Forms a second while each tenth of the archive was written. */
  readonly tenths: readonly number[]
  readonly answers: readonly Answer[]
}

/**
 * Writes so many generated forms into one database by the store's own writer, in documents of 40 with their outcomes, as an ingest
 * does; then asks the named queries and searches. The database stays in `output/bench/archive/` and is added to where it holds
 * fewer forms: a large one can be made in several goes.
 */
export async function runArchiveBench(count: number): Promise<ArchiveFigures> {
  mkdirSync(dirname(DB), { recursive: true })
  await fill(count)
  const written = await runQuery(DB, 'SELECT forms, seconds FROM run_documents ORDER BY run_id, path', {
    rowLimit: 1e6,
  })
  const { rows: size } = await runQuery(
    DB,
    'SELECT (SELECT count(*) FROM forms) + (SELECT count(*) FROM duplicates), page_count * page_size / 1048576.0 FROM pragma_page_count(), pragma_page_size()',
  )
  const [forms, megabytes] = (size[0] ?? []).map(Number)
  const rates = written.rows.map(([ofDocument, seconds]) => ({ forms: Number(ofDocument), seconds: Number(seconds) }))
  return { forms: forms ?? 0, megabytes: megabytes ?? 0, tenths: tenths(rates), answers: await ask() }
}

async function fill(count: number): Promise<void> {
  const store = await openStore(DB)
  try {
    const runId = await store.startRun({ command: 'bench', configuration: '{}' })
    const known = await store.documentHashes()
    for (const { file, forms } of documents(count)) {
      const result = goldToResult(forms as unknown as GoldForm[], file)
      if (known.has(result.source.sha256)) continue
      const begun = performance.now()
      const stored = await store.saveDocument(result, runId)
      const outcome: DocumentOutcome = { ...stored, status: 'loaded', error: null, seconds: null }
      await store.saveOutcome(runId, { ...outcome, seconds: (performance.now() - begun) / 1000 })
    }
    await store.finishRun(runId, 'finished')
  } finally {
    await store.close()
  }
}

/** Cities of the same departments and projects, so that names repeat as in a country. */
function* documents(count: number): Generator<{ readonly file: string; readonly forms: readonly FormTruth[] }> {
  for (let from = 0, city = 1; from < count; from += FORMS_OF_A_CITY, city++) {
    const forms = generateForms({ seed: city, count: Math.min(FORMS_OF_A_CITY, count - from) })
    for (let first = 0; first < forms.length; first += FORMS_PER_FILE) {
      const own = forms.slice(first, first + FORMS_PER_FILE).map((form, i) => inCity(form, city, i + 1))
      const name = `city-${String(city).padStart(2, '0')}-${String(first).padStart(5, '0')}`
      yield { file: `${name}.pdf`, forms: own }
      if (first % SCANNED_TWICE === 0) yield { file: `${name}-again.pdf`, forms: own }
    }
  }
}

function inCity(form: FormTruth, city: number, sequence: number): FormTruth {
  const moved = (name: string) => (city === 1 ? name : name.replace('上海市', `第${city}市`))
  const { competentDepartment, implementingUnit, indicators } = form
  const random = createRandom('archive', city, form.projectName, competentDepartment, form.fiscalYear)
  return {
    ...form,
    sequence,
    competentDepartment: moved(competentDepartment),
    implementingUnit: moved(implementingUnit),
    // Each has an entry in the ledger and a flag.
    indicators: indicators.map(indicator => ({ ...indicator, inferred: random.chance(SHARE_INFERRED) })),
  }
}

async function ask(): Promise<Answer[]> {
  const queries = await loadNamedQueries(QUERIES)
  const answers: Answer[] = []
  for (const query of queries) {
    const asked = NAMED_QUESTIONS[query.name]
    if (asked === undefined) throw new Error(`the bench does not ask ${query.name}`)
    for (const given of asked) {
      const params = namedQueryParams(query, given)
      const words = Object.entries(given).map(([name, value]) => `${name}=${value}`)
      answers.push(
        await timed(
          [query.name, ...words].join(' '),
          async () => (await runQuery(DB, query.sql, { params })).rows.length,
        ),
      )
    }
  }
  for (const words of SEARCHES)
    answers.push(
      await timed(`search ${words}`, async () => {
        const reader = await openStoreReader(DB)
        const { total } = await reader.search(words)
        await reader.close()
        return total
      }),
    )
  return answers
}

/** Each time on a connection of its own, as the command line asks; the file may lie in the system's cache. */
async function timed(question: string, answer: () => Promise<number>): Promise<Answer> {
  const ms: number[] = []
  let rows = 0
  for (let time = 0; time < TIMES_ASKED; time++) {
    const begun = performance.now()
    rows = await answer()
    ms.push(performance.now() - begun)
  }
  return { question, rows, ms: ms.sort((a, b) => a - b) }
}

function tenths(documents: ReadonlyArray<{ readonly forms: number; readonly seconds: number }>): number[] {
  const size = documents.length / 10
  return Array.from({ length: 10 }, (_, i) => {
    const part = documents.slice(Math.round(i * size), Math.round((i + 1) * size))
    const sum = (of: 'forms' | 'seconds') => part.reduce((total, document) => total + document[of], 0)
    return sum('forms') / Math.max(sum('seconds'), 1e-9)
  })
}

const middle = (ms: readonly number[]) => ms[Math.floor(ms.length / 2)] ?? 0
const worst = (ms: readonly number[]) => ms.at(-1) ?? 0

export function archiveTable({ forms, megabytes, tenths: rates, answers }: ArchiveFigures): string {
  const all = answers.flatMap(({ ms }) => ms).sort((a, b) => a - b)
  const ratio = (rates.at(-1) ?? 0) / (rates[0] ?? 1)
  return [
    `${forms} forms, ${megabytes.toFixed(0)} MB. Forms written a second, by tenths of the archive: ${rates.map(rate => rate.toFixed(0)).join(', ')}; last / first ${ratio.toFixed(2)} (${cpus().length} cores).`,
    `All answers: median ${middle(all).toFixed(0)} ms, worst ${worst(all).toFixed(0)} ms.`,
    '',
    '| question | rows | median, ms | worst, ms |',
    '|---|---|---|---|',
    ...answers.map(
      ({ question, rows, ms }) => `| ${question} | ${rows} | ${middle(ms).toFixed(0)} | ${worst(ms).toFixed(0)} |`,
    ),
  ].join('\n')
}
