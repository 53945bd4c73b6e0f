import type { DocumentStatus } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import { TabulariumError } from '../model/tabularium-error.ts'
import type { DocumentOutcome, RunRecord, StoreReader } from '../store/store.ts'
import type { ReportColumn, ReportTable } from './report-table.ts'

/** A run and what became of every document in it. */
export interface Batch {
  readonly run: RunRecord
  readonly outcomes: readonly DocumentOutcome[]
  /** All issues of the documents that are not whole, by sha256. */
  readonly issuesBySha: ReadonlyMap<string, readonly Issue[]>
  readonly counts: Readonly<Record<DocumentStatus, number>>
}

const RUNS_LOOKED_THROUGH = 10_000

/**
 * The run of that id, or the latest.
 * @throws TabulariumError `no-run` (exit 2) where there is none.
 */
export async function readBatch(reader: StoreReader, id?: number): Promise<Batch> {
  const runs = await reader.runs(id === undefined ? 1 : RUNS_LOOKED_THROUGH)
  const run = id === undefined ? runs[0] : runs.find(candidate => candidate.id === id)
  if (run === undefined) {
    const what = id === undefined ? 'No run has been recorded yet.' : `There is no run ${id}.`
    const hint = id === undefined ? 'Begin with: tabularium ingest FILES' : 'See: tabularium query "SELECT * FROM runs"'
    throw new TabulariumError('no-run', what, hint, { exitStatus: 2 })
  }
  const outcomes = await reader.outcomes(run.id)
  const issuesBySha = new Map<string, readonly Issue[]>()
  for (const { sha256, status } of outcomes) {
    if (sha256 === null || status === 'loaded') continue
    const document = await reader.findDocument(sha256)
    if (document && document.status !== 'loaded') issuesBySha.set(sha256, document.issues)
  }
  const counts = { loaded: 0, unchanged: 0, partial: 0, failed: 0 }
  for (const { status } of outcomes) counts[status] += 1
  return { run, outcomes, issuesBySha, counts }
}

/** One row a document: what became of it and what to do next. */
export function batchTable({ run, outcomes }: Batch): ReportTable<DocumentOutcome> {
  const columns: ReportColumn<DocumentOutcome>[] = [
    { key: 'run', type: 'integer', width: 6, isDetail: true, value: () => run.id },
    { key: 'file', type: 'text', width: 26, value: outcome => outcome.file },
    { key: 'status', type: 'text', width: 10, value: outcome => outcome.status },
    { key: 'pages', type: 'integer', width: 7, value: outcome => outcome.pages },
    { key: 'forms', type: 'integer', width: 7, value: outcome => outcome.forms },
    { key: 'indicators', type: 'integer', width: 10, value: outcome => outcome.indicators },
    { key: 'corrections', type: 'integer', width: 11, isDetail: true, value: outcome => outcome.corrections },
    { key: 'findings', type: 'integer', width: 9, isDetail: true, value: outcome => outcome.findings },
    { key: 'error_code', type: 'text', width: 18, isDetail: true, value: outcome => outcome.error?.code ?? null },
    { key: 'error_message', type: 'text', width: 50, value: outcome => outcome.error?.message ?? null },
    { key: 'next_step', type: 'text', width: 50, value: outcome => outcome.error?.hint ?? null },
    { key: 'error_page', type: 'integer', width: 9, isDetail: true, value: outcome => outcome.error?.page ?? null },
    {
      key: 'seconds',
      type: 'number',
      width: 9,
      value: ({ seconds }) => (seconds === null ? null : Math.round(seconds * 1000) / 1000),
    },
    { key: 'sha256', type: 'text', width: 12, isDetail: true, value: outcome => outcome.sha256 },
    { key: 'path', type: 'text', width: 50, isDetail: true, value: outcome => outcome.path },
  ]
  return { name: 'Batch', columns, rows: outcomes }
}

/** The whole batch as one JSON object. */
export function batchToJson({ run, outcomes, issuesBySha, counts }: Batch): string {
  const documents = outcomes.map(outcome => ({
    ...outcome,
    issues: outcome.sha256 === null ? [] : (issuesBySha.get(outcome.sha256) ?? []),
  }))
  return `${JSON.stringify({ run, counts, documents }, null, 1)}\n`
}
