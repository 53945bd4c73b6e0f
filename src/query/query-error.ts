import { TabulariumError } from '../model/tabularium-error.ts'
import { sqliteToError } from '../store/store-error.ts'

const RELATIONS =
  'documents, pages, forms, funds, indicators, corrections, findings, provenance, review_flags, form_fields, issues, runs, ' +
  'decisions, dictionary_entries, revocations'

export type QueryErrorCode =
  | 'query-syntax'
  | 'query-timeout'
  | 'query-not-readonly'
  | 'query-too-big'
  | 'query-parameter'
  | 'query-unknown'
  | 'query-definition'

export function queryError(code: QueryErrorCode, message: string, hint: string, cause?: unknown): TabulariumError {
  return new TabulariumError(code, message, hint, { exitStatus: 2, cause })
}

export function notReadonlyError(): TabulariumError {
  const hint = 'Begin it with SELECT, WITH or VALUES. To change data, ingest, review or rebuild.'
  return queryError('query-not-readonly', 'A query may only read, and this statement does something else.', hint)
}

/** What SQLite says of a query, as what the person who wrote it can do about it. */
export function sqliteToQueryError(cause: unknown, file: string, timeLimitMs: number): unknown {
  if (!(cause instanceof Error) || !('code' in cause)) return cause
  const says = cause.message.replace(/^SQLITE_\w+: /, '')
  switch (cause.code) {
    case 'SQLITE_INTERRUPT': {
      const hint =
        'Narrow it (WHERE fiscal_year = …, LIMIT …), look for a join without a condition, or allow more time.'
      return queryError(
        'query-timeout',
        `The query took longer than ${timeLimitMs / 1000} s and was stopped.`,
        hint,
        cause,
      )
    }
    case 'SQLITE_TOOBIG':
    case 'SQLITE_NOMEM': {
      const hint = 'Ask for fewer or shorter values: one value or row may have 100 kB.'
      return queryError('query-too-big', 'The query makes a value or row that is too large.', hint, cause)
    }
    case 'SQLITE_READONLY':
    case 'SQLITE_AUTH':
      return notReadonlyError()
    case 'SQLITE_ERROR':
    case 'SQLITE_MISMATCH':
    case 'SQLITE_RANGE':
      return queryError('query-syntax', `The query cannot be understood: ${says}.`, syntaxHint(says), cause)
    default:
      return sqliteToError(cause, file)
  }
}

function syntaxHint(says: string): string {
  if (/no such table/.test(says)) return `The relations are ${RELATIONS}.`
  const table = /no such column/.test(says)
  if (table) return "See the columns of a relation with: SELECT name FROM pragma_table_info('forms')"
  return 'Texts stand in single quotes, names with special characters in double quotes. Ready-made queries: tabularium query --list'
}
