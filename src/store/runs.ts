import { sep } from 'node:path'
import type { Connection } from './connection.ts'
import { insertRow } from './insert-rows.ts'
import { select, sql } from './select.ts'
import type { DocumentOutcome, RunRecord } from './store.ts'
import { RUN_DOCUMENTS, RUNS } from './tables.ts'

interface RunRow extends Omit<RunRecord, 'startedAt' | 'finishedAt' | 'pagesRead' | 'notedAt'> {
  started_at: string
  finished_at: string | null
  pages_read: number
  noted_at: string | null
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

/** Runs that say they go on, while another has the right to write, were killed. */
export async function closeKilledRuns(connection: Connection): Promise<void> {
  await connection.run(`UPDATE runs SET status = 'interrupted', ${OUTCOME_COUNTS} WHERE status = 'running'`)
}

export async function noteRun(
  connection: Connection,
  runId: number,
  { inputs, pagesRead }: { readonly inputs: number; readonly pagesRead: number },
  now: Date,
): Promise<void> {
  await connection.run('UPDATE runs SET inputs = ?, pages_read = ?, noted_at = ? WHERE id = ?', [
    ...[inputs, pagesRead, now.toISOString(), runId],
  ])
}

const outcomeCount = (outcome: string) =>
  `(SELECT count(*) FROM run_documents WHERE run_id = runs.id AND status = '${outcome}')`
const OUTCOMES = ['loaded', 'unchanged', 'partial', 'failed'] as const
const OUTCOME_COUNTS = OUTCOMES.map(outcome => `${outcome} = ${outcomeCount(outcome)}`).join(', ')

/** Closes a run with the numbers of its documents by outcome. */
export async function closeRun(
  connection: Connection,
  runId: number,
  status: RunRecord['status'],
  now: Date,
): Promise<void> {
  await connection.run(`UPDATE runs SET status = ?, finished_at = ?, ${OUTCOME_COUNTS} WHERE id = ?`, [
    ...[status, now.toISOString(), runId],
  ])
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
  // The numbers of a run are written when it ends; of one that goes on (or was killed) they are counted.
  const counted = OUTCOMES.map(outcome =>
    sql.raw(`iif(status = 'running', ${outcomeCount(outcome)}, ${outcome}) AS ${outcome}`),
  )
  const query = sql('runs')
    .select('*', ...counted)
    .orderBy('id', 'desc')
    .limit(limit)
  const rows = await select<RunRow>(connection, query)
  return rows.map(({ started_at: startedAt, finished_at: finishedAt, pages_read: pagesRead, noted_at, ...run }) => ({
    ...run,
    startedAt,
    finishedAt,
    pagesRead,
    notedAt: noted_at,
  }))
}

export async function runOutcomes(connection: Connection, runId: number): Promise<DocumentOutcome[]> {
  const rows = await select<OutcomeRow & { run_id: number; listed_by: number | null }>(
    connection,
    sql('run_documents').where({ run_id: runId }).orderBy('path'),
  )
  return rows.map(
    ({ run_id: _, listed_by: __, error_code: code, error_message, error_hint, error_page, ...outcome }) => ({
      ...outcome,
      error: code === null ? null : { code, message: error_message, hint: error_hint, page: error_page },
    }),
  )
}

/** Folders that the run listed: what failed at their paths before has failed no longer. */
export async function markListed(connection: Connection, runId: number, folders: readonly string[]): Promise<void> {
  await connection.run(
    `UPDATE run_documents SET listed_by = ?
     WHERE status = 'failed' AND run_id < ? AND path IN (SELECT value FROM json_each(?))`,
    [runId, runId, JSON.stringify(folders)],
  )
}

/**
 * Paths whose last outcome is a failure, sorted. An archive that could not be opened, and gave outcomes of what is in it later, has
 * failed no longer. A folder has until a run lists it: a file in it that is named says nothing of the others.
 */
export async function failedPaths(connection: Connection): Promise<string[]> {
  const later = (condition: string) =>
    `NOT EXISTS (SELECT 1 FROM run_documents l WHERE ${condition} AND l.run_id > r.run_id)`
  // Names behind `path/` and before what follows `/` in the order of characters: the index finds them.
  const within = [...new Set(['/', sep])].map(mark => {
    const next = String.fromCharCode(mark.charCodeAt(0) + 1)
    const isWithin = `l.path > r.path || '${mark}' AND l.path < r.path || '${next}'`
    return `(r.path NOT LIKE '%.zip' OR ${later(isWithin)})`
  })
  const rows = await connection.all<{ path: string }>(
    `SELECT path FROM run_documents r WHERE status = 'failed' AND listed_by IS NULL
       AND ${[later('l.path = r.path'), ...within].join(' AND ')}
     ORDER BY path`,
  )
  return rows.map(({ path }) => path)
}
