import type { DocumentResult } from '../model/document.ts'
import type { FormRecord } from '../model/form-record.ts'
import { isIdle } from '../model/idle-decision.ts'
import type { Issue } from '../model/issue.ts'
import type { ReviewDecision } from '../model/review-decision.ts'
import { DUPLICATE_RULE } from '../store/duplicates.ts'
import type { Store, StoredDocument } from '../store/store.ts'
import { deriveForms, type ToForms } from './derive-forms.ts'
import { documentConfiguration } from './document-configuration.ts'
import type { FoundReading } from './find-reading.ts'
import { type FormDifference, formDifferences } from './form-differences.ts'
import type { IngestEvent } from './ingest-event.ts'
import { errorOf, storedOutcome, unchangedOutcome } from './outcomes.ts'

export interface RebuildParts {
  readonly store: Store
  readonly findReading: (document: StoredDocument) => Promise<FoundReading>
  readonly toForms: ToForms
  /** Hash of an engine with the definitions, dictionaries and stage versions in use. */
  readonly configurationOf: (engine: string) => string
  /** That of the engine in use: what the run is recorded with. */
  readonly configuration: string
}

export interface RebuildOptions {
  /** What the run is called in the database. */
  readonly command: string
  /** Derive and compare, and write nothing. */
  readonly dryRun: boolean
  /** Derive documents too that are up to date. */
  readonly force?: boolean
  /** Only these documents; all unless told. */
  readonly only?: ReadonlySet<string>
  /** The decisions of a document; those of the store unless told. */
  readonly decisionsOf?: (sha256: string) => Promise<readonly ReviewDecision[]>
  readonly onEvent?: (event: IngestEvent) => void
  readonly signal?: AbortSignal
}

/**
 * `rebuilt`: derived anew (in a dry run: would be), whether or not anything became other; `unchanged`: up to date;
 * `left`: it could not be derived and stays as it is, `error` says why.
 */
export interface RebuildOutcome {
  readonly file: string
  readonly path: string
  readonly sha256: string
  readonly status: 'rebuilt' | 'unchanged' | 'left'
  readonly differences: readonly FormDifference[]
  /** How many there are before and after. */
  readonly corrections: readonly [before: number, after: number]
  readonly findings: readonly [before: number, after: number]
  /** Decisions that find their text no longer and change nothing. */
  readonly idle: readonly ReviewDecision[]
  readonly error: ReturnType<typeof errorOf> | null
}

export interface RebuildSummary {
  /** null for a dry run, which is not recorded. */
  readonly runId: number | null
  readonly documents: readonly RebuildOutcome[]
  readonly seconds: number
  readonly interrupted: boolean
}

/**
 * Derives documents anew from what was read of them, with the definitions, dictionaries and decisions of now, and tells what
 * becomes other. Documents are swapped one after the other, each as ingest does it: readers see the old or the new one.
 * @throws TabulariumError when the store fails.
 */
export async function rebuild(parts: RebuildParts, options: RebuildOptions): Promise<RebuildSummary> {
  const started = performance.now()
  const { store } = parts
  const { dryRun, command, only } = options
  const emit = options.onEvent ?? (() => {})
  const documents: StoredDocument[] = []
  for await (const document of store.documents())
    if (only === undefined || only.has(document.sha256)) documents.push(document)
  emit({ type: 'found', files: documents.length })
  const runId = dryRun ? null : await store.startRun({ command, configuration: parts.configuration })
  const outcomes: RebuildOutcome[] = []
  try {
    if (runId !== null) await store.noteProgress(runId, { inputs: documents.length, pagesRead: 0 })
    for (const document of documents) {
      if (options.signal?.aborted) break
      emit({ type: 'started', path: document.path })
      outcomes.push(await rebuildOne(document, parts, { ...options, runId }, emit))
    }
    const interrupted = options.signal?.aborted === true
    if (runId !== null) await store.finishRun(runId, interrupted ? 'interrupted' : 'finished')
    return { runId, documents: outcomes, seconds: (performance.now() - started) / 1000, interrupted }
  } catch (error) {
    if (runId !== null) await store.finishRun(runId, 'failed').catch(() => undefined)
    throw error
  }
}

async function rebuildOne(
  document: StoredDocument,
  { store, findReading, toForms, configurationOf }: RebuildParts,
  { runId, force, decisionsOf }: RebuildOptions & { readonly runId: number | null },
  emit: (event: IngestEvent) => void,
): Promise<RebuildOutcome> {
  const begun = performance.now()
  const { file, path, sha256 } = document
  const decisions = await (decisionsOf ?? (sha => store.decisionsOf(sha)))(sha256)
  const end = async (
    status: RebuildOutcome['status'],
    stored: StoredDocument,
    derived: Partial<RebuildOutcome> = {},
  ): Promise<RebuildOutcome> => {
    const error = derived.error ?? null
    const outcome = {
      ...(status === 'unchanged' ? unchangedOutcome(document, stored) : storedOutcome(document, stored)),
      ...(status === 'left' ? { status: 'failed' as const, error } : {}),
      seconds: (performance.now() - begun) / 1000,
    }
    if (runId !== null) await store.saveOutcome(runId, outcome)
    emit({ type: 'done', outcome, issues: [] })
    const corrections = [document.corrections, stored.corrections] as const
    const findings = [document.findings, stored.findings] as const
    return { file, path, sha256, status, differences: [], corrections, findings, idle: [], error, ...derived }
  }
  const isCurrent = (engine: string) =>
    document.configuration === documentConfiguration(configurationOf(engine), decisions)
  if (isCurrent(document.engine) && !force) return end('unchanged', document)
  const found = await findReading(document)
  if (found.reading === null) return end('left', document, { error: errorOf(found.issue) })
  const made = deriveForms(toForms, found.reading, decisions)
  if (made.forms.length === 0)
    return document.forms === 0
      ? end('unchanged', document)
      : end('left', document, { error: errorOf(made.issues.find(isError) ?? noForm()) })
  const { bytes } = document
  const result: DocumentResult = {
    source: { path, file, sha256, bytes },
    configuration: documentConfiguration(configurationOf(found.engine), decisions),
    engine: found.engine,
    pages: found.reading.pages,
    forms: made.forms,
    issues: made.issues,
    pictures: await store.picturesOf(sha256),
  }
  const known = (await store.formsOf(sha256)).map(withoutStoreFindings)
  const differences = formDifferences(known, made.forms)
  const formBySequence = new Map(made.forms.map(form => [form.sequence, form]))
  const idle = decisions.filter(decision => isIdle(decision, formBySequence.get(decision.sequence)))
  const count = (part: 'corrections' | 'findings'): [number, number] => [
    countOf(known, part),
    countOf(made.forms, part),
  ]
  const derived = { differences, idle, corrections: count('corrections'), findings: count('findings') }
  return end('rebuilt', runId === null ? document : await store.saveDocument(result, runId), derived)
}

function countOf(forms: readonly FormRecord[], part: 'corrections' | 'findings'): number {
  return forms.reduce((sum, form) => sum + form[part].length, 0)
}

/** What the store finds, by what else is in the database, is not derived from a document. */
function withoutStoreFindings(form: FormRecord): FormRecord {
  return { ...form, findings: form.findings.filter(({ rule }) => rule !== DUPLICATE_RULE) }
}

const isError = ({ severity }: Issue) => severity === 'error'

function noForm(): Issue {
  return {
    code: 'no-form',
    severity: 'error',
    message: 'With the definitions of now no form is found in it.',
    hint: 'Check the titles of the form definitions: tabularium forms list',
    page: null,
  }
}
