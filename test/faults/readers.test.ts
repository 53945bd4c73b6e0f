import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runQuery } from '../../src/query/run-query.ts'
import { openStoreReader } from '../../src/store/open-store.ts'
import { startTabularium } from './command-line.ts'
import { writeBundles } from './form-texts.ts'
import { integrity } from './integrity.ts'
import { temporaryFolder } from './temporary-folder.ts'

const [READERS, DOCUMENTS] = [8, 30]

test('eight readers beside an ingest are never told that the database is busy, and see whole documents', async () => {
  const folder = temporaryFolder()
  writeBundles(folder, DOCUMENTS, 10)
  const db = join(folder, 'x.db')
  const ingest = startTabularium(['ingest', folder, '--db', db, '--jobs', '2', '--quiet'])
  const ended = once(ingest, 'exit')
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  while (!existsSync(`${db}-wal`) && !isOver) await wait(20)
  const reads = await Promise.all(
    Array.from({ length: READERS }, async (_, index) => {
      let count = 0
      for (; !isOver; count++) {
        const { rows } = await runQuery(db, 'SELECT count(*) FROM forms').catch(whenNotYetMade)
        expect(Number(rows[0]?.[0] ?? 0) % 10).toBe(0)
        if (count % READERS !== index) continue
        const reader = await openStoreReader(db).catch(whenNotYetMade)
        if (!('search' in reader)) continue
        await reader.search('绩效')
        await reader.close()
      }
      return count
    }),
  )
  expect(await ended).toEqual([0, null])
  expect(Math.min(...reads)).toBeGreaterThan(3)
  expect((await runQuery(db, 'SELECT count(*) FROM forms')).rows).toEqual([[DOCUMENTS * 10]])
  expect(await integrity(db)).toBe('ok')
})

/** Before the schema is there, a reader is told so; anything else is not to be. */
function whenNotYetMade(error: { code?: string }): { rows: readonly (readonly unknown[])[] } {
  expect(error.code).not.toMatch(/locked|busy/iu)
  expect(['store-older-schema', 'store-foreign', 'store-missing', 'query-failed']).toContain(error.code)
  return { rows: [] }
}
