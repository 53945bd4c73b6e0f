import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAmount } from '../../../src/stages/normalise/parse-amount.ts'

fc.configureGlobal({ seed: 20240101 })
const yuan = (raw: string) => parseAmount(raw, { unit: '元' })
const tenThousand = (raw: string) => parseAmount(raw, { unit: '万元' })
/** `1144250.00` → `1,144,250.00`. */
const grouped = (amount: string): string =>
  amount.replace(/\B(?=(\d{3})+(?!\d))/g, (_, __, offset: number) => (offset < amount.indexOf('.') ? ',' : ''))
const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 999_999_999_999n }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, fen]) => `${whole}.${String(fen).padStart(2, '0')}`)

describe('amounts in yuan', () => {
  test.each([
    ['1,144,250.00', '1144250.00'],
    ['0.00', '0.00'],
    ['26,641,350.00', '26641350.00'],
    ['13500.50', '13500.50'],
    ['1,144, 250.00', '1144250.00'],
    ['１，１４４，２５０．００', '1144250.00'],
    ['¥1,000.00', '1000.00'],
    ['1,000.00元', '1000.00'],
    ['\u200b50,000.00\n', '50000.00'],
  ])('%j is %s without doubt', (raw, expected) => {
    expect(yuan(raw)).toMatchObject({ yuan: expected, doubts: [] })
  })

  test.each(['', ' ', '\u3000', '\n', '\u200b'])('a blank cell (%j) is null, not zero, without doubt', raw => {
    expect(yuan(raw)).toEqual({ yuan: null, text: '', doubts: [] })
  })

  test.each([
    ['1,144,250', '1144250.00'],
    ['1,1442,50.00', '1144250.00'],
    ['1.144,250.00', '1144250.00'],
    ['1,144.250.00', '1144250.00'],
    ['1,144,250,00', '1144250.00'],
    ['1.144.250', '1144250.00'],
    ['1,144,250.0', '1144250.00'],
    ['1,144,250.000', '1144250.00'],
    ['01,000.00', '1000.00'],
    ['-500.00', '-500.00'],
    ['|1,000.00', '1000.00'],
    ['1,000.00.', '1000.00'],
    ['114.43万元', '1144300.00'],
    ['1234567890123456.00', '1234567890123456.00'],
  ])('%s is read as %s, with a doubt', (raw, expected) => {
    const reading = yuan(raw)
    expect(reading.yuan).toBe(expected)
    expect(reading.doubts).not.toEqual([])
  })

  test.each([
    '1,144,25O.00',
    'l,000.00',
    '1 144 250.00',
    '-',
    '—',
    '/',
    'abc',
    '1..0',
    '1,,0',
    '约1,000.00',
    '1,000.00吨',
  ])('%s is no amount, with a doubt', raw => {
    const reading = yuan(raw)
    expect(reading.yuan).toBeNull()
    expect(reading.doubts).not.toEqual([])
  })
})

describe('amounts in ten thousand yuan', () => {
  test.each([
    ['114.425', '1144250.00'],
    ['109.45', '1094500.00'],
    ['20', '200000.00'],
    ['2,664.135', '26641350.00'],
    ['0.0001', '1.00'],
    ['0.000001', '0.01'],
  ])('%s is %s, exactly and without doubt', (raw, expected) => {
    expect(tenThousand(raw)).toMatchObject({ yuan: expected, doubts: [] })
  })

  test('parts of a fen are kept, with a doubt', () => {
    expect(tenThousand('1.0000001')).toMatchObject({ yuan: '10000.001' })
    expect(tenThousand('1.0000001').doubts).toHaveLength(1)
  })

  test('an amount that says 元 itself is in 元', () => {
    expect(tenThousand('26,641,350.00元').yuan).toBe('26641350.00')
    expect(tenThousand('26,641,350.00元').doubts[0]).toContain('万元')
  })
})

describe('every amount', () => {
  test('comes back from its print, grouped or not', () => {
    fc.assert(
      fc.property(amount, value => {
        expect(yuan(value)).toMatchObject({ yuan: value, doubts: [] })
        expect(yuan(grouped(value))).toMatchObject({ yuan: value, doubts: [] })
      }),
    )
  })

  test('is never silent when a separator moved, changed or was lost', () => {
    fc.assert(
      fc.property(amount, fc.nat(), fc.constantFrom('.', ',', '', '、', ' '), (value, pick, mark) => {
        const print = grouped(value)
        const places = [...print].flatMap((char, index) => (/[.,]/.test(char) ? [index] : []))
        const at = places[pick % places.length]!
        const damaged = print.slice(0, at) + mark + print.slice(at + 1)
        fc.pre(damaged !== print)
        const reading = yuan(damaged)
        if (reading.yuan !== value) expect(reading.doubts).not.toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('is null or two decimals and more, whatever comes in; digits are those that came in', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...'0123456789.,， -¥元万'), { maxLength: 20 }).map(chars => chars.join('')),
    )
    fc.assert(
      fc.property(text, raw => {
        const reading = yuan(raw)
        if (reading.yuan === null) {
          if (reading.text !== '') expect(reading.doubts).not.toEqual([])
          return
        }
        expect(reading.yuan).toMatch(/^-?\d+\.\d{2,}$/)
        if (!/[万千亿]/.test(raw))
          expect(reading.yuan.replace(/\D|^-?0+/g, '')).toContain(
            reading.text.replace(/\D/g, '').replace(/^0+|0+$/g, ''),
          )
      }),
      { numRuns: 2000 },
    )
  })
})
