import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import sqlite3 from 'sqlite3'
import { openConnection, openDatabase, type SqlValue } from './connection.ts'
import { checkSchema } from './migrate.ts'
import { missingStoreError, sqliteToError } from './store-error.ts'

const BUSY_TIMEOUT_MS = 5_000

/**
 * What a single statement of a stranger may take, whatever it asks for. One value or row: 100 kB, because a function that
 * works on a value does not hear an interrupt before it is done, and `instr` takes the square of its length: more than
 * 20 s at 1 MB. The longest texts of real forms have some 5 kB. No second file can be attached, so none can be written.
 */
const LIMITS: ReadonlyArray<readonly [id: number, value: number]> = [
  [sqlite3.LIMIT_LENGTH, 100_000],
  [sqlite3.LIMIT_SQL_LENGTH, 100_000],
  [sqlite3.LIMIT_COLUMN, 200],
  [sqlite3.LIMIT_EXPR_DEPTH, 200],
  [sqlite3.LIMIT_COMPOUND_SELECT, 100],
  [sqlite3.LIMIT_LIKE_PATTERN_LENGTH, 1_000],
  [sqlite3.LIMIT_ATTACHED, 0],
  [sqlite3.LIMIT_WORKER_THREADS, 0],
]

export type SandboxRow = Readonly<Record<string, SqlValue | Buffer>>

/** A read-only connection for statements that nobody vouches for. Errors are SQLite's own. */
export interface Sandbox {
  /**
   * Runs the first statement of `sql` row by row; the next row is worked out only when it is asked for.
   * Past the limit it fails with `SQLITE_INTERRUPT`.
   */
  rows(
    sql: string,
    parameters: Readonly<Record<string, SqlValue>>,
    timeLimitMs: number,
  ): AsyncGenerator<SandboxRow, void, undefined>
  /** Names of the columns that a SELECT without parameters would have, in order; it is not run. */
  columns(select: string): Promise<string[]>
  close(): Promise<void>
}

/** Throws as `openStoreReader` does. */
export async function openSandbox(file: string): Promise<Sandbox> {
  const path = resolve(file)
  if (!existsSync(path)) throw missingStoreError(path)
  try {
    const connection = await openConnection(path, { readOnly: true, busyTimeoutMs: BUSY_TIMEOUT_MS })
    try {
      await checkSchema(connection, path)
    } finally {
      await connection.close()
    }
    const database = await openDatabase(path, { readOnly: true, busyTimeoutMs: BUSY_TIMEOUT_MS })
    for (const [id, value] of LIMITS) database.configure('limit', id, value)
    return new SqliteSandbox(database)
  } catch (error) {
    throw sqliteToError(error, path)
  }
}

class SqliteSandbox implements Sandbox {
  readonly #database: sqlite3.Database

  constructor(database: sqlite3.Database) {
    this.#database = database
  }

  async *rows(
    sql: string,
    parameters: Readonly<Record<string, SqlValue>>,
    timeLimitMs: number,
  ): AsyncGenerator<SandboxRow, void, undefined> {
    const timer = setTimeout(() => this.#database.interrupt(), timeLimitMs)
    let statement: sqlite3.Statement | undefined
    try {
      const prepared = await this.#prepare(sql)
      statement = prepared
      // The first call binds and runs, the others step on.
      let row = await step(prepared, parameters)
      while (row !== undefined) {
        yield row
        row = await step(prepared)
      }
    } finally {
      clearTimeout(timer)
      if (statement) await finalize(statement)
    }
  }

  /** A temporary view is the one thing SQLite names columns for without running it; it lives in memory, not in the file. */
  async columns(select: string): Promise<string[]> {
    await this.#all(`CREATE TEMP VIEW sandbox_columns AS ${select}`)
    try {
      const rows = await this.#all<{ name: string }>("SELECT name FROM pragma_table_info('sandbox_columns')")
      return rows.map(row => row.name)
    } finally {
      await this.#all('DROP VIEW sandbox_columns')
    }
  }

  close(): Promise<void> {
    return new Promise((done, reject) => {
      this.#database.close(error => (error ? reject(error) : done()))
    })
  }

  #prepare(sql: string): Promise<sqlite3.Statement> {
    return new Promise((done, reject) => {
      const statement = this.#database.prepare(sql, error => (error ? reject(error) : done(statement)))
    })
  }

  #all<Row>(sql: string): Promise<Row[]> {
    return new Promise((done, reject) => {
      this.#database.all<Row>(sql, (error, rows) => (error ? reject(error) : done(rows)))
    })
  }
}

function step(
  statement: sqlite3.Statement,
  parameters?: Readonly<Record<string, SqlValue>>,
): Promise<SandboxRow | undefined> {
  return new Promise((done, reject) => {
    const told = (error: Error | null, row?: SandboxRow) => (error ? reject(error) : done(row))
    if (parameters) statement.get<SandboxRow>(parameters, told)
    else statement.get<SandboxRow>(told)
  })
}

function finalize(statement: sqlite3.Statement): Promise<void> {
  return new Promise(done => {
    statement.finalize(() => done())
  })
}
