import fc from 'fast-check'
import { expect, test } from 'vitest'
import { yuanToFen } from '../../src/store/yuan-to-fen.ts'

test.each([
  ['1144250.00', 114425000],
  ['0.00', 0],
  ['-0.00', 0],
  ['0.1', 10],
  ['1234.567', 123457],
  ['-0.005', -1],
  ['90071992547409.91', 9007199254740991],
  ['90071992547409.92', null],
  ['1,234.00', null],
  ['', null],
  ['1e5', null],
  [null, null],
  [undefined, null],
])('%s yuan are %s fen', (yuan, fen) => {
  expect(yuanToFen(yuan)).toStrictEqual(fen)
})

test('whole fen come back exactly', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fen => {
      const digits = String(Math.abs(fen)).padStart(3, '0')
      const yuan = `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
      expect(yuanToFen(yuan)).toBe(fen + 0)
    }),
  )
})
