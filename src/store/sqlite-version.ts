import type { Connection } from './connection.ts'
import { defectiveSqliteError } from './store-error.ts'

/** SQLite from 3.7.0 to 3.51.2 can lose committed data when a write-ahead log is reset while another connection writes. */
const WAL_RESET_DEFECT = { from: [3, 7, 0], to: [3, 51, 2] } as const

/** Whether that version of SQLite can lose what was written. */
export function losesWrites(version: string): boolean {
  const numbers = version.split('.').map(Number)
  const compared = (other: readonly number[]) =>
    other.map((number, index) => (numbers[index] ?? 0) - number).find(difference => difference !== 0) ?? 0
  return compared(WAL_RESET_DEFECT.from) >= 0 && compared(WAL_RESET_DEFECT.to) <= 0
}

export async function sqliteVersion(connection: Connection): Promise<string> {
  const [row] = await connection.all<{ version: string }>('SELECT sqlite_version() AS version')
  return row?.version ?? ''
}

/** @throws TabulariumError `store-defective-sqlite` (exit 5): better no database than one that loses what it was given. */
export function refuseDefective(version: string): void {
  if (losesWrites(version)) throw defectiveSqliteError(version)
}
