import type { Connection, SqlValue } from './connection.ts'
import type { Row, Table } from './tables.ts'

/**
 * Rows a statement takes, largest first. Few sizes, so that each statement is compiled once and used for every form;
 * 64 rows of the widest table stay far below SQLite's 32,766 variables.
 */
const BATCH_SIZES = [64, 32, 16, 8, 4, 2, 1] as const

/** Inserts rows whose values stand in the order of `table.columns`, each preceded by `prefix` (keys common to all rows). */
export async function insertRows(
  connection: Connection,
  table: Table,
  rows: readonly Row[],
  prefix: (position: number) => readonly SqlValue[] = () => [],
): Promise<void> {
  let start = 0
  for (const size of BATCH_SIZES) {
    for (; rows.length - start >= size; start += size) {
      const values: SqlValue[] = []
      for (let position = start; position < start + size; position++) {
        values.push(...prefix(position), ...(rows[position] ?? []))
      }
      await connection.run(insertSql(table, size), values)
    }
  }
}

/** Inserts one row; resolves to its id. */
export function insertRow(connection: Connection, table: Table, row: Row): Promise<number> {
  return connection.run(insertSql(table, 1), row)
}

const sqlByTable = new Map<Table, Map<number, string>>()

function insertSql(table: Table, rows: number): string {
  const sqlBySize = sqlByTable.get(table) ?? new Map<number, string>()
  sqlByTable.set(table, sqlBySize)
  const known = sqlBySize.get(rows)
  if (known) return known
  const tuple = `(${table.columns.map(() => '?').join(', ')})`
  const sql = `INSERT INTO ${table.name} (${table.columns.join(', ')}) VALUES ${Array(rows).fill(tuple).join(', ')}`
  sqlBySize.set(rows, sql)
  return sql
}
