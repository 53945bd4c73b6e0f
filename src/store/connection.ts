import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import PQueue from 'p-queue'
import sqlite3 from 'sqlite3'

export type SqlValue = string | number | null
export type SqlRow = Record<string, SqlValue>
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>

/**
 * One connection to an SQLite file: promises over the sqlite3 package, statements compiled once and kept.
 * Nothing above this file knows the package, so that it can be replaced. Errors are the package's own;
 * `sqliteToError` turns them into words.
 */
export interface Connection {
  /** Runs one statement for its effect and keeps it compiled; resolves to the row id it inserted last. */
  run(sql: string, parameters?: SqlParameters): Promise<number>
  all<Row = SqlRow>(sql: string, parameters?: SqlParameters): Promise<Row[]>
  /** Runs a script of several statements. */
  exec(script: string): Promise<void>
  /** Runs `work` between BEGIN and COMMIT; transactions of one connection follow each other. Rolls back when it throws. */
  transaction<T>(mode: 'IMMEDIATE' | 'DEFERRED', work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface ConnectionOptions {
  readonly readOnly: boolean
  /** How long to wait for another process's lock before giving up, in ms. */
  readonly busyTimeoutMs: number
}

/** Opens `file` (created unless `readOnly`). SQLite looks into the file only at the first statement. */
export async function openConnection(file: string, options: ConnectionOptions): Promise<Connection> {
  const database = await openDatabase(file, options)
  return new SqliteConnection(database)
}

/** The package's own handle, for what `Connection` does not offer. */
export async function openDatabase(file: string, options: ConnectionOptions): Promise<sqlite3.Database> {
  const writing = sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE
  const [name, mode] = options.readOnly ? readOnlyTarget(file) : [file, writing]
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(name, mode, error => (error ? reject(error) : resolve(opened)))
  })
  database.configure('busyTimeout', options.busyTimeoutMs)
  return database
}

/**
 * Readers of a write-ahead log leave a small file beside the database. Where the folder may not be written (an archive on
 * a read-only disk) SQLite reads the file alone, provided that no log lies beside it that holds more.
 */
function readOnlyTarget(file: string): [name: string, mode: number] {
  if (isWritable(dirname(file)) || existsSync(`${file}-wal`)) return [file, sqlite3.OPEN_READONLY]
  return [`${pathToFileURL(file).href}?immutable=1`, sqlite3.OPEN_READONLY | sqlite3.OPEN_URI]
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

class SqliteConnection implements Connection {
  readonly #database: sqlite3.Database
  readonly #statements = new Map<string, Promise<sqlite3.Statement>>()
  readonly #transactions = new PQueue({ concurrency: 1 })

  constructor(database: sqlite3.Database) {
    this.#database = database
  }

  async run(sql: string, parameters: SqlParameters = []): Promise<number> {
    const statement = await this.#prepared(sql)
    return new Promise((resolve, reject) => {
      statement.run(parameters, function (error) {
        if (error) reject(error)
        else resolve(this.lastID)
      })
    })
  }

  all<Row = SqlRow>(sql: string, parameters: SqlParameters = []): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      this.#database.all<Row>(sql, parameters, (error, rows) => (error ? reject(error) : resolve(rows)))
    })
  }

  exec(script: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#database.exec(script, error => (error ? reject(error) : resolve()))
    })
  }

  transaction<T>(mode: 'IMMEDIATE' | 'DEFERRED', work: () => Promise<T>): Promise<T> {
    return this.#transactions.add(async () => {
      await this.run(`BEGIN ${mode}`)
      try {
        const value = await work()
        await this.run('COMMIT')
        return value
      } catch (error) {
        // After a full disk or a broken file SQLite has rolled back by itself and ROLLBACK fails: the first error is the one to tell.
        await this.run('ROLLBACK').catch(() => undefined)
        throw error
      }
    })
  }

  async close(): Promise<void> {
    await this.#transactions.onIdle()
    for (const pending of this.#statements.values()) {
      const statement = await pending
      await new Promise<void>(resolve => {
        statement.finalize(() => resolve())
      })
    }
    this.#statements.clear()
    await new Promise<void>((resolve, reject) => {
      this.#database.close(error => (error ? reject(error) : resolve()))
    })
  }

  #prepared(sql: string): Promise<sqlite3.Statement> {
    const known = this.#statements.get(sql)
    if (known) return known
    const pending = new Promise<sqlite3.Statement>((resolve, reject) => {
      const statement = this.#database.prepare(sql, error => (error ? reject(error) : resolve(statement)))
    })
    this.#statements.set(sql, pending)
    pending.catch(() => this.#statements.delete(sql))
    return pending
  }
}
