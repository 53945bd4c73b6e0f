import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { collectGarbage } from '../../src/app/garbage.ts'
import { pageEngine } from '../../src/app/working-parts.ts'
import { engineNames } from '../../src/engines/ocr/engine-by-name.ts'
import { openReadingStore } from '../../src/run/reading-store.ts'
import { openConnection } from '../../src/store/connection.ts'
import { filesFolder } from '../../src/store/files-folder.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { RunRecord } from '../../src/store/store.ts'
import { goldToResult, readGold } from '../store/gold-result.ts'
import { temporaryDatabase } from '../store/temporary-store.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const UNKNOWN = 'f'.repeat(64)

const readings = (db: string) => openReadingStore(filesFolder(db), pageEngine(engineNames[0]!))
const keep = (db: string, sha256: string) => readings(db).saveOutline(sha256, { pageCount: 1, issues: [] })
const isKept = async (db: string, sha256: string) => (await readings(db).loadOutline(sha256)) !== null

/** A database after runs with these ends; null: it was killed. */
async function databaseAfter(...ends: ReadonlyArray<Exclude<RunRecord['status'], 'running'> | null>): Promise<string> {
  const db = temporaryDatabase()
  for (const end of ends) {
    const store = await openStore(db)
    const run = await store.startRun({ command: 'ingest', configuration: '{}' })
    if (end !== null) await store.finishRun(run, end)
    await store.close()
  }
  return db
}

async function change(db: string, sql: string): Promise<void> {
  const connection = await openConnection(db, { readOnly: false, busyTimeoutMs: 1000 })
  await connection.run(sql)
  await connection.close()
}

const longAgo = new Date(Date.now() - 31 * DAY_MS).toISOString()
const yesterday = new Date(Date.now() - DAY_MS).toISOString()

test.each([
  ['interrupted', 'finished'],
  ['failed', 'finished'],
  [null, 'finished'],
  ['finished', null],
] as const)('what was read since a run that did not end well is kept: %s, then %s', async (first, second) => {
  const db = await databaseAfter(first, second)
  await keep(db, UNKNOWN)
  expect(await collectGarbage(db, { isDryRun: false })).toMatchObject([{ class: 'resumable readings' }])
  expect(await isKept(db, UNKNOWN)).toBe(true)
})

test('what no run can need is removed', async () => {
  const db = await databaseAfter('finished', 'finished')
  await keep(db, UNKNOWN)
  expect(await collectGarbage(db, { isDryRun: true })).toMatchObject([{ class: 'orphaned readings' }])
  expect(await isKept(db, UNKNOWN)).toBe(true)
  await collectGarbage(db, { isDryRun: false })
  expect(await isKept(db, UNKNOWN)).toBe(false)
})

test('an interrupted run counts for 30 days from its last sign', async () => {
  const db = await databaseAfter(null, 'finished')
  await keep(db, UNKNOWN)
  await change(db, `UPDATE runs SET started_at = '${longAgo}', noted_at = '${yesterday}' WHERE id = 1`)
  expect(await collectGarbage(db, { isDryRun: true })).toMatchObject([{ class: 'resumable readings' }])
  await change(db, 'UPDATE runs SET noted_at = NULL WHERE id = 1')
  expect(await collectGarbage(db, { isDryRun: true })).toMatchObject([{ class: 'orphaned readings' }])
})

test('databases with like names keep what each of them needs', async () => {
  const folder = dirname(temporaryDatabase())
  const databases = ['budget.db', 'budget.sqlite', 'budget'].map(name => join(folder, name))
  const documents: string[] = []
  for (const [i, db] of databases.entries()) {
    const result = goldToResult(readGold().slice(0, 1), `${i}.txt`)
    const store = await openStore(db)
    const run = await store.startRun({ command: 'ingest', configuration: '{}' })
    await store.saveDocument(result, run)
    await store.finishRun(run, 'finished')
    await store.close()
    await keep(db, result.source.sha256)
    documents.push(result.source.sha256)
  }
  for (const db of databases) await collectGarbage(db, { isDryRun: false })
  for (const [i, db] of databases.entries()) expect(await isKept(db, documents[i]!), db).toBe(true)
})

test('a file or folder beside the database that is none of ours does not matter', async () => {
  const text = await databaseAfter('finished')
  writeFileSync(text.replace('.db', ''), 'no database, but long enough not to be taken for an empty one '.repeat(9))
  expect(await collectGarbage(text, { isDryRun: false })).toStrictEqual([])
  const folder = await databaseAfter('finished')
  mkdirSync(folder.replace('.db', ''))
  expect(await collectGarbage(folder, { isDryRun: false })).toStrictEqual([])
})
