import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { exported } from '../golden/exported.ts'
import { AS_NOBODY, ingestByCommand, tabularium } from './command-line.ts'
import { writeBundles } from './form-texts.ts'
import { integrity } from './integrity.ts'
import { temporaryFolder } from './temporary-folder.ts'

const STORE_CHECKS = new URL('../../src/cli/doctor/store-checks.ts', import.meta.url).href

test('a folder and a file without permission are told, the rest is loaded', () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o777)
  writeBundles(folder, 2, 1)
  const secret = join(folder, 'secret.txt')
  writeFileSync(secret, 'none of your business')
  chmodSync(secret, 0)
  const locked = join(folder, 'locked')
  mkdirSync(locked)
  writeBundles(locked, 1, 1)
  chmodSync(locked, 0)
  onTestFinished(() => chmodSync(locked, 0o700))
  const { status, summary } = ingestByCommand([folder], join(folder, 'out', 'x.db'), AS_NOBODY)
  expect(status).toBe(3)
  const outcomes = Object.fromEntries(summary.documents.map(document => [document.file, document]))
  expect(outcomes['bundle-001.txt']).toMatchObject({ status: 'loaded', forms: 1 })
  expect(outcomes['bundle-002.txt']).toMatchObject({ status: 'loaded', forms: 1 })
  for (const name of ['secret.txt', 'locked'])
    expect(outcomes[name], name).toMatchObject({
      status: 'failed',
      error: {
        code: 'unreadable-file',
        message: expect.stringContaining('not allowed'),
        hint: expect.stringContaining('permission'),
      },
    })
})

test('permission to read what was read is lost midway: told, nothing kept is dropped, and it goes on', async () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o777)
  const db = join(folder, 'out', 'x.db')
  const pdf = join(folder, 'digital-form.pdf')
  copyFileSync(new URL('../../samples/digital-form.pdf', import.meta.url), pdf)
  const args = [pdf, '--engine', 'null', '--force']
  expect(ingestByCommand(args, db, AS_NOBODY).status).toBe(0)
  const readings = join(folder, 'out', 'x.files', 'readings')
  const kept = readdirSync(readings, { recursive: true, encoding: 'utf8' })
  const page = join(readings, kept.find(name => name.endsWith('1.json.gz')) ?? '')
  for (const [path, rights, mode] of [
    [page, 0, 0o644],
    [dirname(page), 0, 0o755],
  ] as const) {
    chmodSync(path, rights)
    const lost = ingestByCommand(args, db, AS_NOBODY)
    chmodSync(path, mode)
    expect(lost.status).toBe(5)
    expect(lost.summary.error).toMatchObject({ code: 'store-cannot-open', message: expect.stringContaining('opened') })
  }
  expect(readdirSync(readings, { recursive: true, encoding: 'utf8' })).toEqual(kept)
  expect(await integrity(db)).toBe('ok')
  expect(ingestByCommand(args, db, AS_NOBODY).status).toBe(0)
})

test('permission lost between two runs: told, what is in stays, and it goes on when it is given back', async () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o777)
  const db = join(folder, 'out', 'x.db')
  const [first, second] = ['digital-form.pdf', 'digital-continuous.pdf'].map(name => {
    const copy = join(folder, name)
    copyFileSync(new URL(`../../samples/${name}`, import.meta.url), copy)
    return copy
  }) as [string, string]
  const options = ['--engine', 'null']
  expect(ingestByCommand([first, ...options], db, AS_NOBODY).status).toBe(0)
  const before = await exported(db)
  const readings = join(folder, 'out', 'x.files', 'readings')
  chmodSync(readings, 0o555)
  onTestFinished(() => chmodSync(readings, 0o755))
  const lost = ingestByCommand([first, second, ...options], db, AS_NOBODY)
  expect(lost.status).toBe(5)
  expect(lost.summary.error).toMatchObject({
    code: 'store-cannot-open',
    hint: expect.stringContaining('read and write'),
  })
  expect(await exported(db)).toBe(before)
  expect(await integrity(db)).toBe('ok')
  chmodSync(readings, 0o755)
  const resumed = ingestByCommand([first, second, ...options], db, AS_NOBODY)
  expect(resumed.summary.documents.map(({ status }) => status).sort()).toEqual(['loaded', 'unchanged'])
})

test('doctor tells a database, or a folder beside it, that may not be written', () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o777)
  const db = join(folder, 'x.db')
  const readings = join(folder, 'x.files', 'readings')
  mkdirSync(readings, { recursive: true })
  for (const path of [dirname(readings), readings]) chmodSync(path, 0o777)
  const script = `
    const { checkFolder } = await import(${JSON.stringify(STORE_CHECKS)})
    console.log(JSON.stringify((await checkFolder(${JSON.stringify(db)}))[0]))
  `
  const [command = '', ...args] = [
    ...AS_NOBODY,
    process.execPath,
    '--import',
    'tsx',
    '--input-type=module',
    '--eval',
    script,
  ]
  const permission = () => JSON.parse(spawnSync(command, args, { encoding: 'utf8' }).stdout) as object
  chmodSync(readings, 0o555)
  expect(permission()).toMatchObject({ status: 'fail', says: `${readings} may not be written` })
  chmodSync(readings, 0o777)
  writeFileSync(db, '', { mode: 0o444 })
  expect(permission()).toMatchObject({ status: 'fail', says: `${db} may not be written` })
  chmodSync(db, 0o666)
  expect(permission()).toMatchObject({ status: 'ok' })
})

test('status tells a live run also to a user who may not write', async () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  const db = join(folder, 'x.db')
  const store = await openStore(db)
  onTestFinished(() => store.close())
  await store.startRun({ command: 'ingest', configuration: '{}' })
  const { stdout } = tabularium(['status', '--db', db, '--json'], AS_NOBODY)
  expect(JSON.parse(stdout)).toMatchObject({ run: { status: 'running' } })
})
