import type { Connection } from './connection.ts'
import { MIGRATIONS } from './migrations/all-migrations.ts'
import { foreignStoreError, newerSchemaError, olderSchemaError } from './store-error.ts'

/** Marks the file as ours in SQLite's header: the bytes `TABU`. */
const APPLICATION_ID = 0x54414255

export const SCHEMA_VERSION = MIGRATIONS.length

/** Brings the schema up to date, all steps in one transaction; does nothing to a current one. */
export async function migrate(connection: Connection, file: string): Promise<void> {
  if ((await foundVersion(connection, file)) === SCHEMA_VERSION) return
  await connection.transaction('IMMEDIATE', async () => {
    // Asked again inside the transaction: another process may have been first.
    const found = await foundVersion(connection, file)
    if (found === 0) {
      await connection.exec(`PRAGMA application_id = ${APPLICATION_ID};
        CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL);`)
    }
    for (const migration of MIGRATIONS.slice(found)) {
      await connection.exec(migration.script)
      await connection.run('INSERT INTO schema_version (version, name) VALUES (?, ?)', [
        migration.version,
        migration.name,
      ])
    }
  })
}

/** Throws unless the file has exactly the schema this program reads. */
export async function checkSchema(connection: Connection, file: string): Promise<void> {
  const found = await foundVersion(connection, file)
  if (found === 0) throw foreignStoreError(file)
  if (found < SCHEMA_VERSION) throw olderSchemaError(file, found, SCHEMA_VERSION)
}

/** 0 for an empty file; throws for a database of another program and for a schema from the future. */
async function foundVersion(connection: Connection, file: string): Promise<number> {
  const [header] = await connection.all<{ application_id: number }>('PRAGMA application_id')
  const [tables] = await connection.all<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema')
  if (tables?.count === 0) return 0
  if (header?.application_id !== APPLICATION_ID) throw foreignStoreError(file)
  const [row] = await connection.all<{ version: number }>('SELECT max(version) AS version FROM schema_version')
  const found = row?.version ?? 0
  if (found > SCHEMA_VERSION) throw newerSchemaError(file, found, SCHEMA_VERSION)
  return found
}
