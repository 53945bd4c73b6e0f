import { rmSync } from 'node:fs'
import sqlite3 from 'sqlite3'

interface CopiedTable {
  readonly name: string
  readonly rows: readonly Record<string, unknown>[]
}

const call = <T>(run: (done: (error: Error | null, value?: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => run((error, value) => (error ? reject(error) : resolve(value as T))))

/**
 * Inserts the rows of a database anew with nothing but the sqlite3 package: the same tables and indexes, one prepared statement a
 * table, one transaction. What any program must pay that stores these rows. Returns rows and seconds.
 */
export async function bareInsert(from: string, to: string): Promise<{ rows: number; seconds: number }> {
  const source = new sqlite3.Database(from, sqlite3.OPEN_READONLY)
  const all = <Row>(sql: string) => call<Row[]>(done => source.all(sql, done as never))
  const schema = await all<{ type: string; name: string; sql: string }>(
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%search%' AND type IN ('table', 'index') AND tbl_name NOT LIKE '%search%' ORDER BY type DESC",
  )
  const tables: CopiedTable[] = []
  for (const { type, name } of schema)
    if (type === 'table') tables.push({ name, rows: await all(`SELECT * FROM "${name}"`) })
  await call(done => source.close(done))
  for (const file of [to, `${to}-wal`, `${to}-shm`]) rmSync(file, { force: true })
  const target = new sqlite3.Database(to)
  const exec = (sql: string) => call<void>(done => target.exec(sql, done))
  await exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;')
  for (const { sql } of schema) await exec(sql)
  const started = performance.now()
  await exec('BEGIN')
  let count = 0
  for (const { name, rows } of tables) {
    const columns = Object.keys(rows[0] ?? {})
    if (columns.length === 0) continue
    const sql = `INSERT INTO "${name}" (${columns.map(column => `"${column}"`).join()}) VALUES (${columns.map(() => '?').join()})`
    const statement = target.prepare(sql)
    // Queued without waiting for each row, as fast as the package takes them.
    let failure: Error | null = null
    for (const row of rows)
      statement.run(Object.values(row), error => {
        failure ??= error
      })
    await call(done => statement.finalize(error => done(failure ?? error ?? null)))
    count += rows.length
  }
  await exec('COMMIT')
  const seconds = (performance.now() - started) / 1000
  await call(done => target.close(done))
  return { rows: count, seconds }
}
