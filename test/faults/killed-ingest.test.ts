import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import { createRandom } from '../corpus/random.ts'
import { exported } from '../golden/exported.ts'
import { writeBundles } from './form-texts.ts'
import { databaseRows, integrity } from './integrity.ts'
import { temporaryFolder } from './temporary-folder.ts'

const DOCUMENTS = 40
const FORMS_EACH = 6

/** Lets a process ingest until it has reported `documents` of them and a little longer, then kills it with SIGKILL. */
async function ingestAndKill(folder: string, db: string, documents: number, milliseconds: number): Promise<number> {
  const child = fork(new URL('killed-ingest.ts', import.meta.url), [folder, db], { execArgv: ['--import', 'tsx'] })
  const gone = once(child, 'exit')
  let done = 0
  const reached = new Promise<void>(resolve => {
    child.on('message', () => {
      done += 1
      if (done >= documents) resolve()
    })
    child.on('exit', () => resolve())
  })
  await reached
  await sleep(milliseconds)
  child.kill('SIGKILL')
  await gone
  return done
}

test('killed again and again in the middle of an ingest: whole documents stay, and the end is as if nothing had happened', async () => {
  const folder = temporaryFolder()
  const inputs = join(folder, 'in')
  mkdirSync(inputs)
  writeBundles(inputs, DOCUMENTS, FORMS_EACH)
  const undisturbed = join(folder, 'undisturbed.db')
  await ingest([inputs], { db: undisturbed, jobs: 2 })
  const whole = await exported(undisturbed)
  const lines = new Set(whole.split('\n'))

  const db = join(folder, 'killed.db')
  const random = createRandom(7, 'kills')
  let before = 0
  for (let kill = 0; kill < 6; kill++) {
    // Documents that are in already are passed over at once: the count goes on from them.
    await ingestAndKill(inputs, db, before + random.int(1, 4), random.int(0, 60))
    expect(await integrity(db)).toBe('ok')
    const kept = (await exported(db)).split('\n').filter(line => line !== '')
    for (const line of kept) expect(lines.has(line)).toBe(true)
    expect(kept.length % FORMS_EACH).toBe(0)
    const documents = kept.length / FORMS_EACH
    expect(documents).toBeGreaterThanOrEqual(before)
    before = documents
  }
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(DOCUMENTS)

  const { documents } = await ingest([inputs], { db, jobs: 2 })
  expect(documents.filter(({ status }) => status === 'unchanged')).toHaveLength(before)
  expect(documents.filter(({ status }) => status === 'loaded')).toHaveLength(DOCUMENTS - before)
  expect(await exported(db)).toBe(whole)
  expect(await databaseRows(db, "SELECT count(*) AS n FROM stored_documents WHERE state = 'loading'")).toEqual([
    { n: 0 },
  ])
  expect(await databaseRows(db, 'SELECT count(*) AS n FROM stored_forms')).toEqual([{ n: DOCUMENTS * FORMS_EACH }])
})
