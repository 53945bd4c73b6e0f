import type { Connection } from './connection.ts'
import { MIGRATIONS } from './migrations/all-migrations.ts'
import type { Migration } from './migrations/migration.ts'
import { foreignStoreError, newerSchemaError, olderSchemaError } from './store-error.ts'
import { VIEWS_SCRIPT } from './views.ts'

/** Marks the file as ours in SQLite's header: the bytes `TABU`. */
const APPLICATION_ID = 0x54414255

export const SCHEMA_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version))

/** Brings the schema up to date, all steps in one transaction; does nothing to a current one. */
export async function migrate(connection: Connection, file: string): Promise<void> {
  if (missing(await appliedVersions(connection, file)).length === 0) return
  await connection.transaction('IMMEDIATE', async () => {
    // Asked again inside the transaction: another process may have been first.
    const applied = await appliedVersions(connection, file)
    if (applied.size === 0) {
      await connection.exec(`PRAGMA application_id = ${APPLICATION_ID};
        CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL);`)
    }
    for (const migration of missing(applied)) {
      await connection.exec(migration.script)
      await connection.run('INSERT INTO schema_version (version, name) VALUES (?, ?)', [
        migration.version,
        migration.name,
      ])
    }
    await connection.exec(VIEWS_SCRIPT)
  })
}

/** Throws unless the file has exactly the schema this program reads. */
export async function checkSchema(connection: Connection, file: string): Promise<void> {
  const applied = await appliedVersions(connection, file)
  if (applied.size === 0) throw foreignStoreError(file)
  if (missing(applied).length > 0) throw olderSchemaError(file, Math.max(...applied), SCHEMA_VERSION)
}

/** Steps that the file has; none for an empty file. Throws for a database of another program and for a schema from the future. */
export async function appliedVersions(connection: Connection, file: string): Promise<ReadonlySet<number>> {
  const [header] = await connection.all<{ application_id: number }>('PRAGMA application_id')
  const [tables] = await connection.all<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema')
  if (tables?.count === 0) return new Set()
  if (header?.application_id !== APPLICATION_ID) throw foreignStoreError(file)
  const rows = await connection.all<{ version: number }>('SELECT version FROM schema_version')
  const applied = new Set(rows.map(({ version }) => version))
  const newest = Math.max(0, ...applied)
  if (newest > SCHEMA_VERSION) throw newerSchemaError(file, newest, SCHEMA_VERSION)
  return applied
}

function missing(applied: ReadonlySet<number>): Migration[] {
  return MIGRATIONS.filter(({ version }) => !applied.has(version))
}
