import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { AS_NOBODY, ingestByCommand } from './command-line.ts'
import { writeBundles } from './form-texts.ts'
import { temporaryFolder } from './temporary-folder.ts'

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
