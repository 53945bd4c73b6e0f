import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { goldToResult, readGold } from '../store/gold-result.ts'
import { temporaryStore } from '../store/temporary-store.ts'

/** The superuser may write everywhere: as such the reader runs as nobody. */
const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']

test('a database in a folder that may not be written can still be read, and leaves nothing there', async () => {
  const { store, runId, file } = await temporaryStore()
  await store.saveDocument(goldToResult(readGold()), runId)
  await store.close()
  const folder = dirname(file)
  chmodSync(file, 0o444)
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
  const script = fileURLToPath(new URL('read-only-folder.ts', import.meta.url))
  const reading = [process.execPath, '--import', 'tsx', script, file]
  const [command = '', ...args] = process.getuid?.() === 0 ? [...AS_NOBODY, ...reading] : reading
  expect(JSON.parse(execFileSync(command, args, { encoding: 'utf8' }))).toStrictEqual([12, 12, 12])
  expect(readdirSync(folder)).toStrictEqual(['test.db', 'test.files'])
})
