import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { countRows } from '../store/count-rows.ts'
import { goldToResult, readGold } from '../store/gold-result.ts'
import { collect, temporaryDatabase } from '../store/temporary-store.ts'

const RELATIONS = ['documents', 'forms', 'funds', 'indicators', 'corrections', 'findings', 'provenance', 'issues']

test('a writer killed between forms: the next run clears up and starts afresh', async () => {
  const file = temporaryDatabase()
  const child = fork(new URL('killed-writer.ts', import.meta.url), [file], { execArgv: ['--import', 'tsx'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [message] = await once(child, 'message')
  expect(message).toBe('three forms are in')
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone

  expect(await countRows(file, ['stored_forms', ...RELATIONS])).toStrictEqual([3, ...RELATIONS.map(() => 0)])
  const reopened = await openStore(file)
  onTestFinished(() => reopened.close())
  const runId = await reopened.startRun({ command: 'ingest', configuration: '{}' })
  expect(await countRows(file, ['stored_forms', 'stored_provenance', 'stored_issues'])).toStrictEqual([0, 0, 0])
  await reopened.saveDocument(goldToResult(readGold()), runId)
  const expected = goldToResult(readGold()).forms
  expect((await collect(reopened.forms())).map(({ form }) => form)).toStrictEqual(expected)
})
