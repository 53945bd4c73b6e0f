import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

const INGEST = new URL('../../src/app/composition.ts', import.meta.url).href
const SAMPLE = new URL('../../samples/digital-form.pdf', import.meta.url).pathname

test.for(['started', 'stopped'])(
  'a listener that throws when a worker has %s: the error comes out, and the program ends',
  state => {
    const db = join(temporaryFolder(), 'x.db')
    const script = `
    const { ingest } = await import(${JSON.stringify(INGEST)})
    const onEvent = event => {
      if (event.type === 'worker' && event.state === '${state}') throw new Error('the listener broke')
    }
    await ingest([${JSON.stringify(SAMPLE)}], { db: ${JSON.stringify(db)}, engine: 'null', jobs: 1, onEvent })
      .catch(error => console.log(error.message))
  `
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 })
    expect([status, stdout]).toEqual([0, 'the listener broke\n'])
  },
)
