import { openConnection } from '../../src/store/connection.ts'

/** Rows of each relation, as a reader beside the writer sees them. */
export async function countRows(file: string, relations: readonly string[]): Promise<number[]> {
  const connection = await openConnection(file, { readOnly: true, busyTimeoutMs: 1000 })
  const counts: number[] = []
  for (const relation of relations) {
    const [row] = await connection.all<{ count: number }>(`SELECT count(*) AS count FROM ${relation}`)
    counts.push(row?.count ?? -1)
  }
  await connection.close()
  return counts
}
