import { createHash } from 'node:crypto'
import { type FormLibrary, loadFormLibrary, withRepairRules } from '../forms/form-library.ts'
import type { ReviewDecision } from '../model/review-decision.ts'
import { TabulariumError } from '../model/tabularium-error.ts'
import { type DocumentForms, FORM_STAGES_VERSION, pagesToForms } from '../pipeline/pages-to-forms.ts'
import type { DocumentReader, DocumentReading } from '../run/document-reader.ts'
import type { IngestEvent } from '../run/ingest-event.ts'
import { PAGE_STAGES_VERSION, pageReader } from '../run/page-reader.ts'
import { createPagePool } from '../run/page-worker/page-pool.ts'
import { readerByType } from '../run/reader-by-type.ts'
import { openReadingStore } from '../run/reading-store.ts'
import { textReader } from '../run/text-reader.ts'
import { filesFolder } from '../store/files-folder.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import type { Settings } from './config.ts'

/** What works on a database: the implementations this program comes with, put together for some settings. */
export interface WorkingParts {
  readonly store: Store
  readonly reader: DocumentReader
  /** Definitions and dictionaries, those that people taught the database included. */
  readonly library: FormLibrary
  toForms(reading: DocumentReading, decisions: readonly ReviewDecision[]): DocumentForms
  /** All that decides what a document becomes when that engine read it, but for people's decisions about it. */
  configurationOf(engine: string): string
  close(): Promise<void>
}

export interface OpenOptions {
  /** False: the database must be there. */
  readonly create: boolean
  /** Tried on encrypted PDFs and kept nowhere. */
  readonly password?: string | undefined
  /** Hears of the processes that read pages. */
  readonly onEvent?: ((event: IngestEvent) => void) | undefined
}

/**
 * Opens the parts; `close` closes them all.
 * @throws TabulariumError for wrong settings (exit 2) and a store that fails (exit 5).
 */
export async function openWorkingParts(
  settings: Settings,
  { create, password, onEvent }: OpenOptions,
): Promise<WorkingParts> {
  const files = loadFormLibrary(settings.pipelines)
  checkForm(files, settings.form)
  const store = await openStore(settings.db, { create })
  try {
    const rules = await store.repairRules()
    const library = withRepairRules(files, rules)
    const reader = documentReader(settings, password, onEvent)
    const { form, reviewBelow } = settings
    const context = { library, form, reviewBelow, revocations: rules.revocations }
    return {
      store,
      reader,
      library,
      toForms: ({ pages }, decisions) => pagesToForms(pages, context, decisions),
      configurationOf: engine => configurationHash([library.hash, engine, FORM_STAGES_VERSION, form, reviewBelow]),
      async close() {
        try {
          await reader.close()
        } finally {
          await store.close()
        }
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

function documentReader(
  settings: Settings,
  password: string | undefined,
  onEvent: OpenOptions['onEvent'],
): DocumentReader {
  const pool = createPagePool({
    size: settings.jobs,
    pageTimeoutMs: settings.timeout * 1000,
    scanModule: new URL(import.meta.url.endsWith('.ts') ? './scan-module.ts' : './scan-module.js', import.meta.url)
      .href,
    scanOptions: { engine: settings.engine, arbiter: settings.arbiter },
    onWorker: event => onEvent?.({ type: 'worker', ...event }),
  })
  const engine = pageEngine(settings.engine, settings.arbiter)
  const folder = filesFolder(settings.db)
  const readings = openReadingStore(folder, engine)
  return readerByType({ text: textReader, pages: pageReader(pool, { readings, folder, engine, password }) })
}

/** Name and version of what reads pages with that recognition engine and that arbiter. */
export function pageEngine(engine: string, arbiter = 'none'): string {
  return `${engine}${arbiter === 'none' ? '' : `, ${arbiter}`}/${PAGE_STAGES_VERSION}`
}

/** The same hash means that deriving a document again changes nothing. */
function configurationHash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

function checkForm(library: FormLibrary, form: string): void {
  const ids = library.families.map(family => family.definition.id)
  if (form !== 'auto' && !ids.includes(form))
    throw new TabulariumError(
      'unknown-form-family',
      `There is no form family "${form}".`,
      `Use auto or one of: ${ids.join(', ')}.`,
      { exitStatus: 2 },
    )
}
