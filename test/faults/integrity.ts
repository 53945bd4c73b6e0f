import { openConnection } from '../../src/store/connection.ts'

/** What a database answers on a connection of its own, which first takes up what a killed writer left in the log. */
export async function databaseRows(db: string, sql: string): Promise<unknown[]> {
  const connection = await openConnection(db, { readOnly: false, busyTimeoutMs: 1000 })
  try {
    return await connection.all(sql)
  } finally {
    await connection.close()
  }
}

/** `ok` for a sound database, else what SQLite finds wrong with it first. */
export async function integrity(db: string): Promise<string> {
  const [row] = (await databaseRows(db, 'PRAGMA integrity_check')) as { integrity_check: string }[]
  return row?.integrity_check ?? 'no answer'
}
