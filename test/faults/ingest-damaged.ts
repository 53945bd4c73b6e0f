import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageEngine } from '../../src/app/working-parts.ts'
import type { Issue } from '../../src/model/issue.ts'
import type { PageReading } from '../../src/model/page-reading.ts'
import { openReadingStore } from '../../src/run/reading-store.ts'
import { filesFolder } from '../../src/store/files-folder.ts'
import type { DocumentOutcome } from '../../src/store/store.ts'
import { runProcessTree } from '../bench/process-tree.ts'
import { toldEvents } from './told-events.ts'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const README = fileURLToPath(new URL('../../README.md', import.meta.url))

/** Loaded, partly loaded, nothing loaded: what may come of damaged files. Anything else is a defect of the program. */
const STATUSES = [0, 3, 4]

export interface DamagedOutcome {
  readonly outcome: DocumentOutcome
  readonly issues: readonly Issue[]
  /** Pages that gave no text and have no issue: what must never be. */
  readonly silentPages: readonly number[]
}

export interface DamagedRun {
  /** One for each file, and for each file in an archive. */
  readonly outcomes: readonly DamagedOutcome[]
  /** The most that all processes together held, MiB. */
  readonly peakMb: number
}

/**
 * Ingests files with one job, in processes of their own, into a new database in `folder`.
 * @throws Error where the coordinating process ends as it never may.
 */
export async function ingestDamaged(paths: readonly string[], folder: string, engine: string): Promise<DamagedRun> {
  const [db, events] = [join(folder, 'damaged.db'), join(folder, 'events.jsonl')]
  const options = ['--db', db, '--events', events, '--engine', engine, '--jobs', '1', '--quiet']
  const args = ['--import', 'tsx', MAIN, 'ingest', ...paths, ...options]
  const { memoryMb } = await runProcessTree(process.execPath, args, STATUSES)
  const readings = openReadingStore(filesFolder(db), pageEngine(engine))
  const outcomes: DamagedOutcome[] = []
  for (const event of toldEvents(events)) {
    if (event.type !== 'done') continue
    const { outcome, issues } = event
    const silentPages: number[] = []
    for (const page of outcome.sha256 === null ? [] : await readings.pagesOf(outcome.sha256)) {
      const reading = await readings.load(outcome.sha256!, page)
      if (reading !== null && reading.issues.length === 0 && !hasText(reading)) silentPages.push(page)
    }
    outcomes.push({ outcome, issues, silentPages })
  }
  return { outcomes, peakMb: Math.max(...memoryMb) }
}

/** Codes of the README that a document, page or form can have. */
export function catalogue(): ReadonlySet<string> {
  return new Set(Array.from(readFileSync(README, 'utf8').matchAll(/^\| `([a-z-]+)` \|/gmu), match => match[1] ?? ''))
}

function hasText({ blocks }: PageReading): boolean {
  return blocks.some(block =>
    block.kind === 'line' ? block.reading.text !== '' : block.cells.some(({ reading }) => reading.text !== ''),
  )
}
