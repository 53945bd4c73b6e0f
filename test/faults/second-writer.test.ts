import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { hasWriter } from '../../src/store/writer-lock.ts'
import { ingestByCommand, tabularium } from './command-line.ts'
import { writeBundles } from './form-texts.ts'
import { temporaryFolder } from './temporary-folder.ts'

test('a second writer is refused and told what to do, a reader is not; the lock goes with its process', async () => {
  const folder = temporaryFolder()
  const [text] = writeBundles(folder, 1, 1)
  const db = join(folder, 'x.db')
  expect(ingestByCommand([text!], db).status).toBe(0)
  expect(await hasWriter(db)).toBe(false)

  const holder = fork(new URL('second-writer.ts', import.meta.url), [db], { execArgv: ['--import', 'tsx'] })
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder, 'message')
  expect(await hasWriter(db)).toBe(true)
  const second = ingestByCommand([text!], db)
  expect(second.status).toBe(5)
  expect(second.summary.error).toMatchObject({ code: 'store-in-use', hint: expect.stringContaining('Wait until') })
  expect(second.summary.error?.message).toContain(`process ${holder.pid}`)
  expect(tabularium(['export', '--db', db]).status).toBe(0)
  await expect(openStore(db)).rejects.toMatchObject({ code: 'store-in-use', exitStatus: 5, retryable: true })

  const gone = once(holder, 'exit')
  holder.kill('SIGKILL')
  await gone
  expect(await hasWriter(db)).toBe(false)
  expect(ingestByCommand([text!], db).status).toBe(0)
})

test('a second store in the same process is refused too, until the first is closed', async () => {
  const db = join(temporaryFolder(), 'x.db')
  const first = await openStore(db)
  await expect(openStore(db)).rejects.toMatchObject({ code: 'store-in-use' })
  await first.close()
  await (await openStore(db)).close()
})
