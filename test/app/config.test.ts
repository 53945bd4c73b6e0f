import { expect, test } from 'vitest'
import { resolveSettings } from '../../src/app/config.ts'

test('a page that hangs, and hangs again when tried alone, costs less than 30 s; slower engines have more time', () => {
  expect(2 * resolveSettings({}, {}).timeout).toBeLessThan(30)
  expect(resolveSettings({ engine: 'tesseract' }, {}).timeout).toBe(60)
  expect(resolveSettings({ engine: 'tesseract', timeout: '5' }, {}).timeout).toBe(5)
  expect(resolveSettings({}, { TABULARIUM_TIMEOUT: '7' }).timeout).toBe(7)
  expect(() => resolveSettings({ timeout: 'long' }, {})).toThrow('timeout')
})
