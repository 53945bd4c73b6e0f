import type { SqlValue } from '../store/connection.ts'
import { openSandbox, type Sandbox, type SandboxRow } from '../store/sandbox.ts'
import { notReadonlyError, queryError, sqliteToQueryError } from './query-error.ts'
import { type ScannedSql, scanSql, withoutParameters } from './scan-sql.ts'

export interface QueryOptions {
  /** Values by name, without the colon: `{ year: 2024 }` for `:year`. */
  readonly params?: Readonly<Record<string, SqlValue>>
  /** 10,000 ms unless told. */
  readonly timeLimitMs?: number
  /** Rows returned at most; 1,000 unless told. */
  readonly rowLimit?: number
}

export interface QueryResult {
  /** Headings as the query names them; a name used twice gets `:1`. Known for an empty result too. */
  readonly columns: readonly string[]
  /** Values in the order of `columns`. Binary values are given as hexadecimal text. */
  readonly rows: ReadonlyArray<readonly SqlValue[]>
  /** There are more rows than these: the row limit, or the limit on the size of a result, was reached. */
  readonly truncated: boolean
  readonly ms: number
}

const TIME_LIMIT_MS = 10_000
const ROW_LIMIT = 1_000
/** Characters of text a result may hold: what a terminal or a spreadsheet can still take. */
const SIZE_LIMIT = 50_000_000

const READING = new Set(['SELECT', 'WITH', 'VALUES'])
const WRITING = new Set(['INSERT', 'UPDATE', 'DELETE', 'REPLACE'])

/**
 * Runs one reading statement on a connection that cannot write, within limits of time, rows and size.
 * Throws a TabulariumError: `query-syntax`, `query-not-readonly`, `query-parameter`, `query-timeout`, `query-too-big`
 * (exit status 2), and what opening the database throws.
 */
export async function runQuery(file: string, sql: string, options: QueryOptions = {}): Promise<QueryResult> {
  const { params = {}, timeLimitMs = TIME_LIMIT_MS, rowLimit = ROW_LIMIT } = options
  const scanned = checkedScan(sql)
  const bound = boundParameters(scanned, params)
  const sandbox = await openSandbox(file)
  const start = performance.now()
  try {
    const { rows, truncated } = await readRows(sandbox, asTable(scanned.statement), bound, { timeLimitMs, rowLimit })
    const columns = await columnsOf(sandbox, scanned.statement, rows[0])
    return {
      columns,
      rows: rows.map(row => columns.map(column => plainValue(row[column]))),
      truncated,
      ms: Math.round(performance.now() - start),
    }
  } catch (error) {
    throw sqliteToQueryError(error, file, timeLimitMs)
  } finally {
    await sandbox.close()
  }
}

/** As the operand of a SELECT only a reading statement is grammar at all, and columns of the same name get told apart. */
function asTable(statement: string): string {
  return `SELECT * FROM (\n${statement}\n)`
}

function checkedScan(sql: string): ScannedSql {
  const scanned = scanSql(sql)
  const { words, depth, isEmpty, isFollowed } = scanned
  if (isEmpty) {
    throw queryError('query-syntax', 'The query is empty.', "Try: tabularium query 'SELECT * FROM forms'")
  }
  if (isFollowed) {
    const hint = 'Run them one after the other; a text that holds a semicolon stands in single quotes.'
    throw queryError('query-syntax', 'There is more than one statement.', hint)
  }
  const verb = words[0] === 'WITH' ? words.find(word => WRITING.has(word) || word === 'SELECT') : words[0]
  if (!READING.has(words[0] ?? '') || WRITING.has(verb ?? '')) throw notReadonlyError()
  if (depth !== 0) {
    const hint = 'Look for a bracket, a quote or a comment that is opened or closed once too often.'
    throw queryError('query-syntax', 'The brackets of the query do not match.', hint)
  }
  return scanned
}

/** SQLite would take a value that is not given for NULL and find nothing, without a word: here that is an error. */
function boundParameters(
  { parameters }: ScannedSql,
  params: Readonly<Record<string, SqlValue>>,
): Readonly<Record<string, SqlValue>> {
  const given = new Map(Object.entries(params))
  const bound: Record<string, SqlValue> = {}
  for (const parameter of parameters) {
    const name = parameter.slice(1)
    const value = given.get(name)
    if (value === undefined) {
      const hint = parameter === '?' ? 'Write :name instead of ?.' : `Add --param ${name}=VALUE.`
      throw queryError('query-parameter', `The query needs a value for ${parameter}.`, hint)
    }
    bound[parameter] = value
  }
  const unused = [...given.keys()].filter(name => !parameters.some(parameter => parameter.slice(1) === name))
  if (unused.length > 0) {
    const known = parameters.length === 0 ? 'it has no parameters' : `it knows ${parameters.join(', ')}`
    throw queryError('query-parameter', `The query has no :${unused[0]}.`, `Leave it out: ${known}.`)
  }
  return bound
}

async function readRows(
  sandbox: Sandbox,
  sql: string,
  parameters: Readonly<Record<string, SqlValue>>,
  limits: { timeLimitMs: number; rowLimit: number },
): Promise<{ rows: SandboxRow[]; truncated: boolean }> {
  const rows: SandboxRow[] = []
  let size = 0
  const limited = `${sql} LIMIT ${limits.rowLimit + 1}`
  for await (const row of sandbox.rows(limited, parameters, limits.timeLimitMs)) {
    if (rows.length === limits.rowLimit) return { rows, truncated: true }
    for (const value of Object.values(row)) size += value === null || typeof value === 'number' ? 8 : value.length
    if (size > SIZE_LIMIT) return { rows, truncated: true }
    rows.push(row)
  }
  return { rows, truncated: false }
}

/** The keys of a row, unless there is none, or one looks like a number: such keys JavaScript puts first. */
async function columnsOf(sandbox: Sandbox, statement: string, row: SandboxRow | undefined): Promise<readonly string[]> {
  const keys = row === undefined ? null : Object.keys(row)
  if (keys && !keys.some(key => /^\d+$/.test(key))) return keys
  const columns = await sandbox.columns(asTable(withoutParameters(statement)))
  const isSame = keys === null || (keys.length === columns.length && keys.every(key => columns.includes(key)))
  return isSame ? columns : keys
}

function plainValue(value: SqlValue | Buffer | undefined): SqlValue {
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? value.toString('hex') : value
}
