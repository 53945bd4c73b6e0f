import { availableParallelism, totalmem } from 'node:os'
import { resolveSettings } from '../../app/config.ts'
import { loadFormLibrary } from '../../forms/form-library.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import type { DoctorOptions } from '../commands/doctor.ts'
import { EXIT } from '../exit-status.ts'
import { loadAllNamedQueries } from '../list-named-queries.ts'
import { type Style, styled } from '../terminal/style.ts'
import { type CheckResult, ok, reasonOf } from './check.ts'
import { checkEngines, checkModels, checkReaders } from './engine-checks.ts'
import { checkFonts } from './font-checks.ts'
import { checkDatabase, checkFolder, checkSqlite } from './store-checks.ts'
import { checkNode } from './versions.ts'

/** The command `doctor`. */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  const settings = resolveSettings({ db: options.db })
  const groups = [
    async () => [checkNode(process.versions.node), checkMachine()],
    checkSqlite,
    async () => [await checkForms(settings.pipelines)],
    checkReaders,
    checkFonts,
    async () => [checkModels(), ...(await checkEngines(settings.engine))],
    async () => [...(await checkFolder(settings.db)), await checkDatabase(settings.db)],
  ]
  const results: CheckResult[] = []
  for (const group of groups)
    for (const result of await group()) {
      results.push(result)
      if (!options.json) process.stdout.write(resultToText(result))
    }
  const failures = results.filter(({ status }) => status === 'fail').length
  if (options.json) process.stdout.write(`${JSON.stringify({ checks: results, failures })}\n`)
  else process.stdout.write(failures === 0 ? 'All is well.\n' : `${failures} of ${results.length} checks failed.\n`)
  process.exitCode = failures === 0 ? EXIT.done : EXIT.wrongUsage
}

const MARKS: Readonly<Record<CheckResult['status'], readonly [string, Style]>> = {
  ok: ['ok', 'green'],
  warn: ['warn', 'yellow'],
  fail: ['FAIL', 'red'],
}

function resultToText({ status, says, hint }: CheckResult): string {
  const [word, style] = MARKS[status]
  return `${styled(style, word)}${' '.repeat(6 - word.length)}${says}\n${hint === '' ? '' : `      → ${hint}\n`}`
}

/** Two workers with the default engine take about 1.5 GB. */
function checkMachine(): CheckResult {
  const memory = totalmem() / 1024 ** 3
  const says = `${availableParallelism()} cores, ${memory.toFixed(1)} GB of memory`
  if (memory >= 2) return ok('machine', says)
  return { name: 'machine', status: 'warn', says, hint: 'Ingest scans with --jobs 1: a worker takes up to 0.7 GB.' }
}

async function checkForms(pipelines: string): Promise<CheckResult> {
  try {
    const { families } = loadFormLibrary(pipelines)
    const queries = await loadAllNamedQueries(pipelines)
    return ok('forms', `${families.length} form families, ${queries.length} named queries in ${pipelines}`)
  } catch (error) {
    const hint = error instanceof TabulariumError ? error.hint : ''
    return { name: 'forms', status: 'fail', says: reasonOf(error), hint }
  }
}
