import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli } from '../cli/run-cli.ts'
import { temporaryFolder } from './temporary-folder.ts'

const ENCRYPTED = new URL('../engines/pdf/fixtures/encrypted__qpdf__20-pages.pdf', import.meta.url).pathname

/** Exit status and error code of an ingest of the encrypted file into `db`. */
async function ingestWith(db: string, ...options: readonly string[]): Promise<readonly [number | null, string]> {
  const { status, stdout } = await cli(['ingest', ENCRYPTED, '--db', db, '--json', '--no-progress', ...options])
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  return [status, (summary.error ?? summary.documents[0]?.error)?.code]
}

test('an encrypted PDF asks for a password, tells a wrong one, and is read with the right one in the same database', async () => {
  const folder = temporaryFolder()
  const db = join(folder, 'x.db')
  const file = join(folder, 'password.txt')
  // As Notepad writes it: with a byte order mark.
  writeFileSync(file, '\uFEFFuser\r\nnot this line\n')
  expect(await ingestWith(db)).toEqual([4, 'encrypted'])
  expect(await ingestWith(db, '--password', 'no')).toEqual([4, 'wrong-password'])
  expect(await ingestWith(db, '--password-file', file)).toEqual([4, 'no-form'])
  expect(await ingestWith(db, '--password-file', join(folder, 'none.txt'))).toEqual([2, 'bad-password-file'])
  const overlay = ['pages', ENCRYPTED, '--overlay', join(folder, 'overlay'), '--page', '1']
  expect((await cli(overlay)).status).toBe(2)
  expect((await cli([...overlay, '--password-file', file])).status).toBe(0)
  expect(readdirSync(join(folder, 'overlay'))).toHaveLength(1)
  expect((await cli(['ingest', ENCRYPTED, '--password', 'a', '--password-file', file])).status).toBe(2)
}, 120_000)
