import { expect, test } from 'vitest'
import { runQuery } from '../../src/query/run-query.ts'
import { openStoreReader } from '../../src/store/open-store.ts'
import { goldToResult, readGold } from './gold-result.ts'
import { collect, temporaryStore } from './temporary-store.ts'

const gold = readGold()

test('eight readers beside a writer see whole documents only, and never wait', async () => {
  const { store, runId, file } = await temporaryStore()
  let isWriting = true
  const read = async () => {
    const reader = await openStoreReader(file, { busyTimeoutMs: 0 })
    const seen = new Set<unknown>()
    while (isWriting) {
      const { rows } = await runQuery(file, 'SELECT count(*) % 12, sum(indicator_count) % 152 FROM forms')
      seen.add(JSON.stringify(rows))
      const { total } = await reader.search('长效管理')
      seen.add(total % 10)
    }
    await reader.close()
    return seen
  }
  const readers = Array.from({ length: 8 }, read)
  for (let index = 0; index < 6; index++) await store.saveDocument(goldToResult(gold, `${index}.txt`), runId)
  for (let index = 0; index < 6; index++) await store.saveDocument(goldToResult(gold, `${index}.txt`, 'c2'), runId)
  isWriting = false
  const seen = new Set((await Promise.all(readers)).flatMap(values => [...values]))
  seen.delete('[[0,null]]')
  expect(seen).toStrictEqual(new Set(['[[0,0]]', 0]))
  expect(await collect(store.forms())).toHaveLength(72)
}, 60_000)
