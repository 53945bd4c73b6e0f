import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sqlite3 from 'sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { TabulariumError } from '../../src/model/tabularium-error.ts'
import { type Connection, openConnection } from '../../src/store/connection.ts'
import { openStore, openStoreReader } from '../../src/store/open-store.ts'
import { refuseDefective } from '../../src/store/sqlite-version.ts'
import { sqliteToError } from '../../src/store/store-error.ts'
import { discardUnfinished, writeDocument } from '../../src/store/write-document.ts'
import { goldToResult, readGold } from './gold-result.ts'
import { collect, temporaryDatabase, temporaryStore } from './temporary-store.ts'

const gold = readGold()

async function connect(file: string): Promise<Connection> {
  const connection = await openConnection(file, { readOnly: false, busyTimeoutMs: 0 })
  onTestFinished(() => connection.close().catch(() => undefined))
  return connection
}

async function failure(work: Promise<unknown>): Promise<TabulariumError> {
  const error = await work.then(
    () => expect.fail('it should have failed'),
    (cause: unknown) => cause,
  )
  if (!(error instanceof TabulariumError)) throw error
  expect(error.message).toMatch(/[.]$/)
  expect(error.hint).toMatch(/^(Give|Wait|Free|Check|Put|Use|Run) /)
  return error
}

test('a text file is no database and stays as it was', async () => {
  const file = temporaryDatabase()
  writeFileSync(file, 'this is a text, and long enough to hold a header of SQLite '.repeat(20))
  const before = readFileSync(file, 'utf8')
  for (const open of [openStore, openStoreReader]) {
    expect(await failure(open(file))).toMatchObject({ code: 'store-not-a-database', exitStatus: 5 })
  }
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test("another program's database stays as it was", async () => {
  const file = temporaryDatabase()
  const connection = await connect(file)
  await connection.run('CREATE TABLE theirs (a)')
  await connection.close()
  const before = readFileSync(file)
  for (const open of [openStore, openStoreReader]) {
    expect(await failure(open(file))).toMatchObject({ code: 'store-foreign', exitStatus: 5 })
  }
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a schema from the future is refused', async () => {
  const { store, file } = await temporaryStore()
  await store.close()
  const connection = await connect(file)
  await connection.run("INSERT INTO schema_version VALUES (999, 'of tomorrow')")
  for (const open of [openStore, openStoreReader]) {
    expect(await failure(open(file))).toMatchObject({ code: 'store-newer-schema', exitStatus: 5 })
  }
})

test('a lock held by another program is waited for, then told', async () => {
  const { store, file } = await temporaryStore()
  await store.close()
  const other = await connect(file)
  await other.run('BEGIN IMMEDIATE')
  const waiting = await openStore(file, { busyTimeoutMs: 50 })
  onTestFinished(() => waiting.close())
  const refused = await failure(waiting.startRun({ command: 'ingest', configuration: '{}' }))
  expect(refused).toMatchObject({ code: 'store-locked', exitStatus: 5, retryable: true })
  await other.run('COMMIT')
  expect(await waiting.startRun({ command: 'ingest', configuration: '{}' })).toBeGreaterThan(0)
})

test('a full disk: what was in stays, nothing half-written shows, and it goes on when there is room', async () => {
  const { store, runId, file } = await temporaryStore()
  await store.saveDocument(goldToResult(gold, 'first.txt'), runId)
  const writer = await connect(file)
  await writer.run('PRAGMA foreign_keys = ON')
  const [pages] = await writer.all<{ page_count: number }>('PRAGMA page_count')
  // SQLite answers with the same SQLITE_FULL as for a disk without space.
  await writer.exec(`PRAGMA max_page_count = ${(pages?.page_count ?? 0) + 12}`)
  const saved = writeDocument(writer, goldToResult(gold, 'second.txt'), runId).catch(error => {
    throw sqliteToError(error, file)
  })
  expect(await failure(saved)).toMatchObject({ code: 'store-disk-full', exitStatus: 5, retryable: true })
  expect((await collect(store.documents())).map(document => document.file)).toStrictEqual(['first.txt'])
  expect(await writer.all('PRAGMA integrity_check')).toStrictEqual([{ integrity_check: 'ok' }])

  await writer.exec('PRAGMA max_page_count = 1000000')
  await discardUnfinished(writer)
  await writeDocument(writer, goldToResult(gold, 'second.txt'), runId)
  expect(await collect(store.forms())).toHaveLength(24)
})

test('a folder that cannot be made, and a folder in place of a file', async () => {
  const file = temporaryDatabase()
  writeFileSync(file, '')
  expect(await failure(openStore(join(file, 'inside.db')))).toMatchObject({ code: 'store-cannot-open', exitStatus: 5 })
  const folder = join(dirname(file), 'folder.db')
  mkdirSync(folder)
  expect(await failure(openStore(folder))).toMatchObject({ code: 'store-cannot-open', exitStatus: 5 })
})

test('a damaged file is told as such', async () => {
  const { store, runId, file } = await temporaryStore()
  await store.saveDocument(goldToResult(gold), runId)
  await store.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4096 * 2)
  writeFileSync(file, bytes)
  expect(await failure(openStoreReader(file))).toMatchObject({ code: 'store-corrupt', exitStatus: 5 })
})

test.each([
  [sqlite3.READONLY, 'SQLITE_READONLY', 'store-read-only'],
  [sqlite3.IOERR, 'SQLITE_IOERR', 'store-io'],
  [sqlite3.CORRUPT, 'SQLITE_CORRUPT_VTAB', 'store-corrupt'],
  [sqlite3.BUSY, 'SQLITE_BUSY_SNAPSHOT', 'store-locked'],
  [sqlite3.ERROR, 'SQLITE_ERROR', 'store-failed'],
])('SQLite error %i %s is %s', (errno, code, expected) => {
  const cause = Object.assign(new Error('x'), { errno, code })
  expect(sqliteToError(cause, 'x.db')).toMatchObject({ code: expected, exitStatus: 5, cause })
})

test('errors that are not of SQLite pass unchanged', () => {
  const error = new TypeError('a defect')
  expect(sqliteToError(error, 'x.db')).toBe(error)
})

test('a database is not written by an SQLite that can lose data', () => {
  expect(() => refuseDefective('3.51.2')).toThrow(
    expect.objectContaining({ code: 'store-defective-sqlite', exitStatus: 5, hint: expect.stringContaining('npm ci') }),
  )
  for (const version of ['3.6.23', '3.51.3', '3.52.0', '4.0.0']) expect(() => refuseDefective(version)).not.toThrow()
})
