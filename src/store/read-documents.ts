import type { Knex } from 'knex'
import type { DocumentSource } from '../model/document.ts'
import { grouped } from '../model/grouped.ts'
import type { Connection } from './connection.ts'
import { rowToSource } from './read-forms.ts'
import { type IssueRow, rowToIssue } from './rows-to-form.ts'
import { select, sql } from './select.ts'
import type { StoredDocument } from './store.ts'

const BATCH = 200

interface DocumentRow extends DocumentSource {
  id: number
  state: StoredDocument['status']
  configuration: string
  engine: string
  pages: number
  forms: number
  indicators: number | null
  corrections: number | null
  findings: number | null
}

export async function findStoredDocument(connection: Connection, sha256: string): Promise<StoredDocument | null> {
  const rows = await select<DocumentRow>(connection, finishedDocuments().where({ sha256 }))
  return (await rowsToDocuments(connection, rows))[0] ?? null
}

/** Finished documents by file name and sha256. */
export async function* storedDocuments(connection: Connection): AsyncGenerator<StoredDocument> {
  let last: DocumentRow | undefined
  do {
    const query = finishedDocuments().orderBy(['file', 'sha256']).limit(BATCH)
    if (last) query.whereRaw('(file, sha256) > (?, ?)', [last.file, last.sha256])
    const rows = await select<DocumentRow>(connection, query)
    yield* await rowsToDocuments(connection, rows)
    last = rows.at(-1)
  } while (last)
}

function finishedDocuments(): Knex.QueryBuilder {
  const sum = (column: string) =>
    sql.raw('(SELECT sum(??) FROM stored_forms WHERE document_id = stored_documents.id) AS ??', [
      `${column}_count`,
      `${column}s`,
    ])
  return sql('stored_documents')
    .whereRaw("state <> 'loading'")
    .select(
      'stored_documents.*',
      sql.raw('(SELECT count(*) FROM stored_pages WHERE document_id = stored_documents.id) AS pages'),
      sql.raw('(SELECT count(*) FROM stored_forms WHERE document_id = stored_documents.id) AS forms'),
      sum('indicator'),
      sum('correction'),
      sum('finding'),
    )
}

async function rowsToDocuments(connection: Connection, rows: readonly DocumentRow[]): Promise<StoredDocument[]> {
  const ids = rows.map(row => row.id)
  const issueRows = await select<IssueRow>(connection, sql('stored_issues').whereIn('document_id', ids).orderBy('id'))
  const issuesById = grouped(issueRows, row => row.document_id)
  return rows.map(row => ({
    ...rowToSource(row),
    status: row.state,
    configuration: row.configuration,
    engine: row.engine,
    pages: row.pages,
    forms: row.forms,
    indicators: row.indicators ?? 0,
    corrections: row.corrections ?? 0,
    findings: row.findings ?? 0,
    issues: (issuesById.get(row.id) ?? []).map(rowToIssue),
  }))
}

export async function countDocuments(connection: Connection): Promise<Record<StoredDocument['status'], number>> {
  const rows = await connection.all<{ state: StoredDocument['status']; count: number }>(
    "SELECT state, count(*) AS count FROM stored_documents WHERE state <> 'loading' GROUP BY state",
  )
  return { loaded: 0, partial: 0, failed: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) }
}

export async function partialPaths(connection: Connection): Promise<string[]> {
  const rows = await connection.all<{ path: string }>(
    "SELECT path FROM stored_documents WHERE state = 'partial' ORDER BY path",
  )
  return rows.map(({ path }) => path)
}

export async function documentHashes(connection: Connection): Promise<Set<string>> {
  const rows = await connection.all<{ sha256: string }>("SELECT sha256 FROM stored_documents WHERE state <> 'loading'")
  return new Set(rows.map(({ sha256 }) => sha256))
}
