import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type FormLibrary, loadFormLibrary } from '../forms/form-library.ts'
import { TabulariumError } from '../model/tabularium-error.ts'
import { FORM_STAGES_VERSION, pagesToForms } from '../pipeline/pages-to-forms.ts'
import type { DocumentReader } from '../run/document-reader.ts'
import { type IngestSummary, ingest as runIngest } from '../run/ingest.ts'
import type { IngestEvent } from '../run/ingest-event.ts'
import { PAGE_STAGES_VERSION, pageReader } from '../run/page-reader.ts'
import { createPagePool } from '../run/page-worker/page-pool.ts'
import { readerByType } from '../run/reader-by-type.ts'
import { openReadingStore } from '../run/reading-store.ts'
import { textReader } from '../run/text-reader.ts'
import { UNPACKED } from '../run/unpacked-folder.ts'
import { filesFolder } from '../store/files-folder.ts'
import { openStore } from '../store/open-store.ts'
import { resolveSettings, type Settings, type SettingsInput } from './config.ts'

export interface IngestRequest extends SettingsInput {
  /** Files and folders to the letter, beside the paths: one that is not there is an outcome, not an error. */
  readonly listed?: readonly string[]
  /** What `runs` records as the command; `ingest` unless told. */
  readonly command?: string
  /** Read documents again that are unchanged. */
  readonly force?: boolean
  /** Tried on encrypted PDFs, and kept nowhere: no setting, so that no config file holds it. */
  readonly password?: string
  readonly onEvent?: (event: IngestEvent) => void
  readonly signal?: AbortSignal
}

/**
 * Ingests files, folders and globs into a database: the whole way of the data, with the implementations this program comes
 * with. Opens and closes everything it needs.
 * @throws TabulariumError for wrong settings or paths (exit 2) and a store that fails (exit 5); bad documents are outcomes.
 */
export async function ingest(paths: readonly string[], request: IngestRequest = {}): Promise<IngestSummary> {
  const { listed = [], command, force, password, onEvent, signal, ...input } = request
  const settings = resolveSettings(input)
  const library = loadFormLibrary(settings.pipelines)
  checkForm(library, settings.form)
  const store = await openStore(settings.db)
  const reader = documentReader(settings, password, onEvent)
  try {
    return await runIngest(
      { patterns: paths, listed },
      {
        store,
        reader,
        configuration: configurationHash(settings, library, reader),
        unpackFolder: join(filesFolder(settings.db), UNPACKED),
        toForms: ({ pages }) =>
          pagesToForms(pages, { library, form: settings.form, reviewBelow: settings.reviewBelow }),
      },
      {
        jobs: settings.jobs,
        keepImages: settings.keepImages,
        ...(command === undefined ? {} : { command }),
        ...(force === undefined ? {} : { force }),
        ...(onEvent === undefined ? {} : { onEvent }),
        ...(signal === undefined ? {} : { signal }),
      },
    )
  } finally {
    await reader.close()
    await store.close()
  }
}

function documentReader(
  settings: Settings,
  password: string | undefined,
  onEvent: IngestRequest['onEvent'],
): DocumentReader {
  const pool = createPagePool({
    size: settings.jobs,
    pageTimeoutMs: settings.timeout * 1000,
    scanModule: new URL(import.meta.url.endsWith('.ts') ? './scan-module.ts' : './scan-module.js', import.meta.url)
      .href,
    scanOptions: { engine: settings.engine },
    onWorker: event => onEvent?.({ type: 'worker', ...event }),
  })
  const engine = pageEngine(settings.engine)
  const folder = filesFolder(settings.db)
  const readings = openReadingStore(folder, engine)
  return readerByType({ text: textReader, pages: pageReader(pool, { readings, folder, engine, password }) })
}

/** Name and version of what reads pages with that recognition engine. */
export function pageEngine(engine: string): string {
  return `${engine}/${PAGE_STAGES_VERSION}`
}

/** All that decides what a document becomes: the same hash means that ingesting it again changes nothing. */
function configurationHash(settings: Settings, library: FormLibrary, reader: DocumentReader): string {
  const parts = [library.hash, reader.engine, FORM_STAGES_VERSION, settings.form, settings.reviewBelow]
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
