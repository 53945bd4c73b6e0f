import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanValue } from '../../../src/stages/normalise/clean-value.ts'
import { parseIndicatorValue } from '../../../src/stages/normalise/parse-value.ts'
import { canonicalNumber } from '../../../src/stages/normalise/read-number.ts'
import { sharedUnits as units } from './shared-units.ts'

fc.configureGlobal({ seed: 20240101 })
const context = { fiscalYear: 2024, units }
const parse = (raw: string) => parseIndicatorValue(raw, context)

/** Digits in reading order, full width as half width. */
const digitsOf = (text: string): string =>
  text.replace(/[０-９]/g, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replace(/\D/g, '')

const operator = fc.constantFrom('≥', '≤', '=')
const sharesAndMonths = new Set(['ratio', 'calendar-time', 'number'])
/** Units whose numbers have no further rule: shares stop at 100%, 月 and 年 are parts of dates too, 万 counts nothing. */
const plainUnit = fc.constantFrom(
  ...units.units.filter(unit => !sharesAndMonths.has(unit.dimension)).map(unit => unit.unit),
)
const decimal = fc.integer({ min: 1, max: 99_999_999 }).map(whole => `${whole}.00`)
const grouped = decimal.map(text => text.replace(/\B(?=(\d{3})+\.)/g, ','))

/** Strings of the characters that values are made of: they reach far more rules than arbitrary Unicode. */
const valueLike = fc
  .array(
    fc.constantFrom(
      ...'≥≤=<>》《‹0123456789０５９.,，、()（）[]【%％‰$\\{}^ \n　月年日季度底前每内以上下不低于超过次个项万亿元/-~至一二十百分之较提升\u200bOlZ',
      '\\geq',
      '\\%',
      '2024年',
      '12月底前',
      '工作日',
    ),
    { maxLength: 14 },
  )
  .map(parts => parts.join(''))
const anyText = fc.oneof(valueLike, fc.string(), fc.string({ unit: 'binary' }))

describe('parsing gives back what was printed', () => {
  test('sign, number and bracketed unit', () => {
    fc.assert(
      fc.property(operator, grouped, plainUnit, (sign, number, unit) => {
        const text = `${sign}${number}(${unit})`
        expect(parse(text)).toMatchObject({
          text,
          kind: 'numeric',
          operator: sign,
          number: canonicalNumber(number.replaceAll(',', '')),
          unit,
          doubts: [],
        })
      }),
    )
  })

  test('sign, number and bare unit', () => {
    fc.assert(
      fc.property(operator, fc.integer({ min: 1, max: 9999 }), plainUnit, (sign, number, unit) => {
        expect(parse(`${sign}${number}${unit}`)).toMatchObject({
          operator: sign,
          number: String(number),
          unit,
          doubts: [],
        })
      }),
    )
  })

  test('ranges', () => {
    const bounds = fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }))
      .filter(([low, high]) => low < high && high <= 20 * low)
    fc.assert(
      fc.property(
        bounds,
        fc.constantFrom('-', '~', '至', '—', '～'),
        fc.constantFrom('次', '人', '万元', '分'),
        ([low, high], to, unit) => {
          expect(parse(`${low}${to}${high}${unit}`)).toMatchObject({
            kind: 'range',
            number: String(low),
            numberHigh: String(high),
            unit,
            doubts: [],
          })
        },
      ),
    )
  })

  test('days', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, date => {
        const iso = date.toISOString().slice(0, 10)
        const [year, month, dayOfMonth] = iso.split('-').map(Number)
        expect(parse(`${year}年${month}月${dayOfMonth}日前完成`).deadline).toEqual({
          date: iso,
          precision: 'day',
          from: null,
        })
        expect(parse(iso)).toMatchObject({ kind: 'deadline', deadline: { date: iso }, doubts: [] })
      }),
    )
  })

  test('width, spaces and LaTeX change nothing about the meaning', () => {
    fc.assert(
      fc.property(operator, decimal, (sign, number) => {
        const plain = parse(`${sign}${number}(%)`)
        const wide = [...`${number}`].map(char => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('')
        expect({ ...parse(`${sign} ${wide} （％）`), text: '' }).toEqual({ ...plain, text: '' })
        const command = { '≥': '\\geq ', '≤': '\\leq ', '=': '=' }[sign]
        expect(parse(`$${command}${number}\\%$`)).toEqual(plain)
      }),
    )
  })
})

describe('whatever comes in', () => {
  test('parsing never throws, and what is not read is doubted', () => {
    fc.assert(
      fc.property(anyText, raw => {
        const value = parse(raw)
        if (value.kind === 'unparsed') expect(value.doubts).not.toEqual([])
        if (value.number === null) expect(value.baseNumber).toBeNull()
        if (value.number !== null) expect(canonicalNumber(value.number)).toBe(value.number)
      }),
      { numRuns: 1000 },
    )
  })

  test('digits of the text are the digits that came in, in their order', () => {
    fc.assert(
      fc.property(anyText, raw => {
        expect(digitsOf(parse(raw).text)).toBe(digitsOf(raw))
      }),
      { numRuns: 1000 },
    )
  })

  test('a number is made of digits that stand in the text, or of Chinese numerals', () => {
    fc.assert(
      fc.property(valueLike, raw => {
        const { number, text } = parse(raw)
        if (number === null || !/\d/.test(text)) return
        expect(digitsOf(text)).toContain(digitsOf(number).replace(/^0+(?=\d)/, ''))
      }),
      { numRuns: 1000 },
    )
  })

  test('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(anyText, raw => {
        const once = cleanValue(raw)
        expect(cleanValue(once)).toBe(once)
        expect(parse(once)).toEqual(parse(raw))
      }),
      { numRuns: 1000 },
    )
  })

  test('Chinese characters are never added, dropped or changed, but for LaTeX', () => {
    fc.assert(
      fc.property(valueLike, raw => {
        const han = (text: string): string => text.replace(/\P{Script=Han}/gu, '')
        expect(han(cleanValue(raw))).toBe(han(raw))
      }),
    )
  })

  test('a damaged share above the whole is never silent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 101, max: 99_999 }), number => {
        expect(parse(`${number}%`).doubts).not.toEqual([])
        expect(parse(`≥${number}.00(%)`).doubts).not.toEqual([])
      }),
    )
  })
})
