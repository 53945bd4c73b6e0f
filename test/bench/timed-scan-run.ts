import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProcessTree } from './process-tree.ts'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface ScanRun {
  /** From the beginning of the run to its end, without the start of the program. */
  readonly seconds: number
  /** When each page was read, in seconds, ascending. */
  readonly pageSeconds: readonly number[]
  /** Memory of all processes together, MiB, at equal intervals. */
  readonly memoryMb: readonly number[]
}

/** Ingests documents by command into a new database in `folder`. */
export async function timedScanRun(paths: readonly string[], folder: string, jobs: number): Promise<ScanRun> {
  const [db, events] = [join(folder, `jobs-${jobs}.db`), join(folder, `jobs-${jobs}.jsonl`)]
  const options = ['--db', db, '--events', events, '--jobs', String(jobs), '--quiet']
  // Partial documents are no failure of the run.
  const { memoryMb } = await runProcessTree(
    process.execPath,
    ['--import', 'tsx', MAIN, 'ingest', ...paths, ...options],
    [0, 3],
  )
  const told = readFileSync(events, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { type: string; time: string; seconds?: number })
  const pageSeconds = told.filter(({ type }) => type === 'page').map(({ time }) => Date.parse(time) / 1000)
  return { seconds: told.at(-1)?.seconds ?? 0, pageSeconds, memoryMb }
}
