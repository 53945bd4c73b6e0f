import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unreadPage } from '../../src/run/page-worker/page-issues.ts'
import { openReadingStore } from '../../src/run/reading-store.ts'
import { temporaryFolder } from '../faults/temporary-folder.ts'

const SHA = 'a1'.repeat(32)

async function storeWithPages(...pages: number[]) {
  const folder = temporaryFolder()
  const store = openReadingStore(folder, 'test/1')
  for (const page of pages) await store.save(SHA, unreadPage(page, []))
  const kept = join(folder, 'readings', 'a1')
  return { store, file: (page: number) => join(kept, readdirSync(kept)[0]!, `${page}.json.gz`) }
}

test('what is not there is missing; what is damaged is dropped and missing', async () => {
  const { store, file } = await storeWithPages(1, 2)
  expect(await store.pagesOf('b2'.repeat(32))).toEqual([])
  expect(await store.load(SHA, 3)).toBeNull()
  writeFileSync(file(2), 'no gzip')
  expect(await store.load(SHA, 2)).toBeNull()
  expect(existsSync(file(2))).toBe(false)
  expect(await store.load(SHA, 1)).toMatchObject({ page: 1 })
})

test('what the system does not let read is an error of the store, and stays', async () => {
  const { store, file } = await storeWithPages(1)
  rmSync(file(1))
  mkdirSync(file(1))
  await expect(store.load(SHA, 1)).rejects.toMatchObject({ code: 'EISDIR' })
  expect(existsSync(file(1))).toBe(true)
})
