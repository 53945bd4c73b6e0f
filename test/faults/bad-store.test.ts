import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sqlite3 from 'sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { exported } from '../golden/exported.ts'
import { AS_NOBODY, ingestByCommand, tabularium } from './command-line.ts'
import { writeBundles } from './form-texts.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The whole run ends with exit status 5, names the fault and says what to do. */
function expectRefusal(outcome: ReturnType<typeof ingestByCommand>, code: string, says: RegExp, hint: RegExp): void {
  expect(outcome.summary.error?.code).toBe(code)
  expect(outcome.status).toBe(5)
  expect(outcome.summary.error?.message).toMatch(says)
  expect(outcome.summary.error?.hint).toMatch(hint)
  expect(outcome.stderr).toContain(code)
}

function run(database: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => database.exec(sql, error => (error ? reject(error) : resolve())))
}

test('a file that is no database is refused and left as it is', () => {
  const folder = temporaryFolder()
  const [text] = writeBundles(folder, 1, 1)
  const db = join(folder, 'notes.db')
  writeFileSync(db, 'These are my notes, and they are long enough for a header of a database.\n'.repeat(30))
  const before = readFileSync(db)
  expectRefusal(ingestByCommand([text!], db), 'store-not-a-database', /is not a database/, /--db/)
  expect(readFileSync(db)).toEqual(before)
  expect(tabularium(['export', '--db', db])).toMatchObject({ status: 5, stdout: '' })
})

test("another program's database is refused and left as it is", async () => {
  const folder = temporaryFolder()
  const [text] = writeBundles(folder, 1, 1)
  const db = join(folder, 'theirs.db')
  const theirs = new sqlite3.Database(db)
  await run(theirs, 'CREATE TABLE photos (name); INSERT INTO photos VALUES (1)')
  await new Promise(resolve => theirs.close(resolve))
  const before = readFileSync(db)
  expectRefusal(ingestByCommand([text!], db), 'store-foreign', /another program/, /--db/)
  expect(readFileSync(db)).toEqual(before)
})

test('a database of a newer version is refused', async () => {
  const folder = temporaryFolder()
  const [text] = writeBundles(folder, 1, 1)
  const db = join(folder, 'newer.db')
  await (await openStore(db)).close()
  const newer = new sqlite3.Database(db)
  await run(newer, "INSERT INTO schema_version VALUES (999, 'of tomorrow')")
  await new Promise(resolve => newer.close(resolve))
  expectRefusal(ingestByCommand([text!], db), 'store-newer-schema', /schema 999/, /newer version/)
})

test('a database that another process writes to is waited for, then told; afterwards it goes on', async () => {
  const folder = temporaryFolder()
  const [text] = writeBundles(folder, 1, 2)
  const db = join(folder, 'x.db')
  await (await openStore(db)).close()
  const other = new sqlite3.Database(db)
  onTestFinished(() => void other.close())
  if (!other.listenerCount('open')) await once(other, 'open')
  await run(other, 'BEGIN IMMEDIATE')
  expectRefusal(ingestByCommand([text!], db), 'store-locked', /Another program is writing/, /Wait until/)
  await run(other, 'COMMIT')
  expect(ingestByCommand([text!], db).status).toBe(0)
  expect((await exported(db)).trim().split('\n')).toHaveLength(2)
})

test('a folder that may not be written, a database that may not be written', async () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  const [text] = writeBundles(folder, 1, 1)
  const db = join(folder, 'kept', 'x.db')
  expect(ingestByCommand([text!], db).status).toBe(0)
  const before = await exported(db)
  onTestFinished(() => chmodSync(dirname(db), 0o755))
  chmodSync(db, 0o444)
  for (const file of [`${db}-wal`, `${db}-shm`]) chmodIfThere(file, 0o444)
  chmodSync(dirname(db), 0o555)
  const inLockedFolder = ingestByCommand([text!], join(folder, 'kept', 'new.db'), AS_NOBODY)
  expectRefusal(inLockedFolder, 'store-cannot-open', /cannot be opened/, /permission|read and write/)
  expectRefusal(
    ingestByCommand([text!, '--force'], db, AS_NOBODY),
    'store-read-only',
    /may not be written/,
    /permissions/,
  )
  expect(await exported(db)).toBe(before)
})

test('a folder in the place of the database', () => {
  const folder = temporaryFolder()
  const [text] = writeBundles(folder, 1, 1)
  mkdirSync(join(folder, 'folder.db'))
  expectRefusal(ingestByCommand([text!], join(folder, 'folder.db')), 'store-cannot-open', /cannot be opened/, /Check/)
})

function chmodIfThere(file: string, mode: number): void {
  try {
    chmodSync(file, mode)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
