import { expect, test } from 'vitest'
import { lazyEngine } from '../../../src/engines/ocr/lazy-engine.ts'

const line = { width: 1, height: 1, channels: 1, dpi: 72, data: new Uint8Array(1) } as const

test('an engine that could not be loaded says so whenever it is asked, and has nothing to close', async () => {
  const engine = lazyEngine('absent', () => Promise.reject(new Error('it is not installed')))
  expect(await engine.readLines([])).toEqual([])
  for (const _ of ['first', 'second']) await expect(engine.readLines([line])).rejects.toThrow('it is not installed')
  await expect(engine.close()).resolves.toBeUndefined()
})
