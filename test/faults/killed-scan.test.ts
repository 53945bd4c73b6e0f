import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { exported } from '../golden/exported.ts'
import { killTree, startTabularium, tabularium } from './command-line.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { toldEvents } from './told-events.ts'

const SCANS = fileURLToPath(new URL('../../samples/mixed-bundle.pdf', import.meta.url))

test('killed in the middle of a document: its pages are shared out, and those that were read are not read again', async () => {
  const folder = temporaryFolder()
  const undisturbed = join(folder, 'undisturbed.db')
  expect(tabularium(['ingest', SCANS, '--db', undisturbed, '--jobs', '1', '-q']).status).toBe(0)

  const db = join(folder, 'killed.db')
  const args = ['ingest', SCANS, '--db', db, '--jobs', '2', '-q']
  const before = join(folder, 'before.jsonl')
  const child = startTabularium([...args, '--events', before])
  onTestFinished(() => killTree(child))
  while (toldEvents(before).filter(({ type }) => type === 'page').length < 3) await sleep(50)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(toldEvents(before).filter(event => event.type === 'worker' && event.state === 'started')).toHaveLength(2)
  const status = JSON.parse(tabularium(['status', '--db', db, '--json']).stdout) as object
  expect(status).toMatchObject({ documents: { loaded: 0 }, run: { status: 'interrupted', inputs: 1, done: 0 } })

  const after = join(folder, 'after.jsonl')
  expect(tabularium([...args, '--events', after]).status).toBe(0)
  const pages = toldEvents(after).filter(event => event.type === 'page')
  expect(pages.map(({ page }) => page).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  // The page that was told last may not have been kept yet.
  expect(pages.filter(({ isKept }) => isKept).length).toBeGreaterThanOrEqual(2)
  expect(await exported(db)).toBe(await exported(undisturbed))
})
