import { join } from 'node:path'
import { type DecideParts, type DecideSummary, type DecisionRequest, decide as runDecide } from '../run/decide.ts'
import { findReading } from '../run/find-reading.ts'
import { type IngestSummary, ingest as runIngest } from '../run/ingest.ts'
import type { IngestEvent } from '../run/ingest-event.ts'
import { type RebuildSummary, rebuild as runRebuild } from '../run/rebuild.ts'
import { UNPACKED } from '../run/unpacked-folder.ts'
import { filesFolder } from '../store/files-folder.ts'
import { resolveSettings, type Settings, type SettingsInput } from './config.ts'
import { openWorkingParts, type WorkingParts } from './working-parts.ts'

interface RunRequest extends SettingsInput {
  readonly onEvent?: (event: IngestEvent) => void
  /** When aborted, the document under way is finished and no further one is begun. */
  readonly signal?: AbortSignal
}

export interface IngestRequest extends RunRequest {
  /** Files and folders to the letter, beside the paths: one that is not there is an outcome, not an error. */
  readonly listed?: readonly string[]
  /** What `runs` records as the command; `ingest` unless told. */
  readonly command?: string
  /** Read documents again that are unchanged. */
  readonly force?: boolean
  /** Tried on encrypted PDFs, and kept nowhere: no setting, so that no config file holds it. */
  readonly password?: string
}

/**
 * Ingests files, folders and globs into a database: the whole way of the data, with the implementations this program comes
 * with. Opens and closes everything it needs.
 * @throws TabulariumError for wrong settings or paths (exit 2) and a store that fails (exit 5); bad documents are outcomes.
 */
export async function ingest(paths: readonly string[], request: IngestRequest = {}): Promise<IngestSummary> {
  const { listed = [], command, force, password, onEvent, signal, ...input } = request
  const settings = resolveSettings(input)
  const parts = await openWorkingParts(settings, { create: true, password, onEvent })
  const { store, reader, toForms, configurationOf } = parts
  try {
    const configuration = configurationOf(reader.engine)
    const unpackFolder = join(filesFolder(settings.db), UNPACKED)
    const { jobs, keepImages } = settings
    return await runIngest(
      { patterns: paths, listed },
      { store, reader, configuration, unpackFolder, toForms },
      { jobs, keepImages, ...withoutUndefined({ command, force, onEvent, signal }) },
    )
  } finally {
    await parts.close()
  }
}

export interface RebuildRequest extends RunRequest {
  /** Derive and compare, and write nothing. */
  readonly dryRun?: boolean
  /** Derive documents too that are up to date. */
  readonly force?: boolean
}

/**
 * Derives a database anew from the readings that are kept beside it, with the definitions, dictionaries and decisions of
 * now, without recognising again, and tells what becomes other.
 * @throws TabulariumError for wrong settings (exit 2) and a store that fails (exit 5).
 */
export async function rebuild(request: RebuildRequest = {}): Promise<RebuildSummary> {
  const { dryRun = false, force, onEvent, signal, ...input } = request
  const settings = resolveSettings(input)
  const parts = await openWorkingParts(settings, { create: false })
  try {
    const options = { command: 'rebuild', dryRun, ...withoutUndefined({ force, onEvent, signal }) }
    return await runRebuild(rebuildParts(parts, settings), options)
  } finally {
    await parts.close()
  }
}

export interface DecideRequest extends SettingsInput {
  /** Check, derive and compare, and write nothing. */
  readonly dryRun?: boolean
  /** What the run is called in the database. */
  readonly command?: string
}

/**
 * Takes decisions of the setting `actor`, all of them or none, and lets them take effect: in values, relations, export and search.
 * @throws TabulariumError for wrong settings (exit 2) and a store that fails (exit 5); bad decisions are `faults`.
 */
export async function decide(
  requests: readonly DecisionRequest[],
  request: DecideRequest = {},
): Promise<DecideSummary> {
  const { dryRun = false, command = 'decide', ...input } = request
  const settings = resolveSettings(input)
  const parts = await openWorkingParts(settings, { create: false })
  try {
    const options = { actor: settings.actor, decidedAt: new Date().toISOString(), command, dryRun }
    return await runDecide(requests, rebuildParts(parts, settings), options)
  } finally {
    await parts.close()
  }
}

function rebuildParts(parts: WorkingParts, settings: Settings): DecideParts {
  const { store, library, reader, toForms, configurationOf } = parts
  const folder = filesFolder(settings.db)
  return {
    store,
    library,
    toForms,
    configurationOf,
    configuration: configurationOf(reader.engine),
    findReading: document => findReading(document, folder, reader),
  }
}

type Defined<Options> = { [Key in keyof Options]?: Exclude<Options[Key], undefined> }

function withoutUndefined<Options extends object>(options: Options): Defined<Options> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<Options>
}
