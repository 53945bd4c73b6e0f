import type { Connection } from './connection.ts'
import { insertRow } from './insert-rows.ts'
import { select, sql } from './select.ts'
import type { DocumentOutcome, RunRecord } from './store.ts'
import { RUN_DOCUMENTS, RUNS } from './tables.ts'

interface RunRow extends Omit<RunRecord, 'startedAt' | 'finishedAt'> {
  started_at: string
  finished_at: string | null
}

interface OutcomeRow extends Omit<DocumentOutcome, 'error'> {
  error_code: string | null
  error_message: string
  error_hint: string
  error_page: number | null
}

export function insertRun(
  connection: Connection,
  run: { command: string; configuration: string },
  now: Date,
): Promise<number> {
  return insertRow(connection, RUNS, [run.command, run.configuration, now.toISOString(), 'running'])
}

/** Closes a run with the numbers of its documents by outcome. */
export async function closeRun(
  connection: Connection,
  runId: number,
  status: RunRecord['status'],
  now: Date,
): Promise<void> {
  const count = (outcome: string) =>
    `${outcome} = (SELECT count(*) FROM run_documents WHERE run_id = runs.id AND status = '${outcome}')`
  await connection.run(
    `UPDATE runs SET status = ?, finished_at = ?, ${['loaded', 'unchanged', 'partial', 'failed'].map(count).join(', ')}
     WHERE id = ?`,
    [status, now.toISOString(), runId],
  )
}

/** Lets SQLite count what the tables hold, a sample of each: with that it chooses well where to begin a query. */
export async function refreshStatistics(connection: Connection): Promise<void> {
  await connection.exec('PRAGMA analysis_limit = 1000; PRAGMA optimize = 0x10002;')
}

/** Writes what became of an input; the last word counts when it is tried twice in a run. */
export async function insertOutcome(connection: Connection, runId: number, outcome: DocumentOutcome): Promise<void> {
  const { path, file, sha256, status, pages, forms, indicators, corrections, findings, error, seconds } = outcome
  await connection.run('DELETE FROM run_documents WHERE run_id = ? AND path = ?', [runId, path])
  await insertRow(connection, RUN_DOCUMENTS, [
    ...[runId, path, file, sha256, status, pages, forms, indicators, corrections, findings],
    ...(error ? [error.code, error.message, error.hint, error.page] : [null, null, null, null]),
    seconds,
  ])
}

export async function latestRuns(connection: Connection, limit: number): Promise<RunRecord[]> {
  const rows = await select<RunRow>(connection, sql('runs').orderBy('id', 'desc').limit(limit))
  return rows.map(({ started_at: startedAt, finished_at: finishedAt, ...run }) => ({ ...run, startedAt, finishedAt }))
}

export async function runOutcomes(connection: Connection, runId: number): Promise<DocumentOutcome[]> {
  const rows = await select<OutcomeRow & { run_id: number }>(
    connection,
    sql('run_documents').where({ run_id: runId }).orderBy('path'),
  )
  return rows.map(({ run_id: _, error_code: code, error_message, error_hint, error_page, ...outcome }) => ({
    ...outcome,
    error: code === null ? null : { code, message: error_message, hint: error_hint, page: error_page },
  }))
}
