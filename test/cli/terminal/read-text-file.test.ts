import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readTextFile } from '../../../src/cli/terminal/read-text-file.ts'

function fileOf(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-text-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'a.csv')
  writeFileSync(file, bytes)
  return file
}

it('reads UTF-8, and GB18030 as Chinese spreadsheets save it', async () => {
  expect(await readTextFile(fileOf(Buffer.from('维护,1\n')))).toBe('维护,1\n')
  expect(await readTextFile(fileOf(Buffer.from([0xce, 0xac, 0xbb, 0xa4, 0x0a])))).toBe('维护\n')
})

it.each([
  ['in the middle of a character', Buffer.from('维护,扩容').subarray(0, -1)],
  ['before its first text', Buffer.from('')],
])('refuses a file that was cut %s', async (_, bytes) => {
  await expect(readTextFile(fileOf(bytes))).rejects.toMatchObject({ code: 'unreadable-text-file', exitStatus: 2 })
})
