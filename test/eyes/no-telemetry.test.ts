import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../faults/temporary-folder.ts'

const ENGINES = new URL('../../src/engines/ocr/engine-by-name.ts', import.meta.url).href

test('the recognition runtime notes no identifier in the home of the user, which it does to send how it is used', () => {
  const home = temporaryFolder()
  const script = `
    const { createOcrEngine } = await import(${JSON.stringify(ENGINES)})
    const engine = await createOcrEngine('ppocr')
    await engine.readLines([{ width: 64, height: 48, channels: 1, data: new Uint8Array(64 * 48).fill(255) }])
    await engine.close()
  `
  const env = { ...process.env, HOME: home, XDG_CACHE_HOME: home }
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  expect(readdirSync(home, { recursive: true })).toEqual([])
})
