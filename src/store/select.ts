import knex, { type Knex } from 'knex'
import type { Connection, SqlValue } from './connection.ts'

/** knex as a builder of SQL only: connections, transactions and hot inserts are ours, dialects are its business. */
export const sql = knex({ client: 'sqlite3', useNullAsDefault: true })

export function select<Row>(connection: Connection, query: Knex.QueryBuilder): Promise<Row[]> {
  const { sql: text, bindings } = query.toSQL().toNative()
  return connection.all<Row>(text, bindings as SqlValue[])
}
