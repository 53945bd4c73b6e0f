import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountSpellings, dateSpellings, targetSpellings } from '../../../src/stages/repair/number-spellings.ts'

const grammar = { operators: ['≥', '≤', '='], units: ['个工作日', '门'] }

describe('amountSpellings', () => {
  it.each([
    ['24.658,000:00', '24,658,000.00'],
    ['124;556,500.00', '124,556,500.00'],
    ['19,394,300:00', '19,394,300.00'],
    ['191 73', '191.73'],
    ['3000:00', '3000.00'],
    ['219,893,000.0 .0', '219,893,000.00'],
  ])('%s → %s', (text, spelling) => expect(amountSpellings(text)).toEqual([spelling]))

  it.each(['1234567', '无', '', '1,234,567', '00.000.00'])('%s shows no decimals, or is no number', text =>
    expect(amountSpellings(text)).toEqual([]),
  )
})

it.each(['-1,234:56', '1,234:56万元', '(1,234:56)'])('%s would lose what stands beside its digits', text =>
  expect(amountSpellings(text)).toEqual([]),
)

describe('dateSpellings', () => {
  it('keeps the eight digits', () => {
    expect(dateSpellings('2020--12-31')).toContain('2020-12-31')
    expect(dateSpellings('2020~12-31')).toContain('2020-12-31')
    expect(dateSpellings('2020-12-3')).toEqual([])
  })
})

describe('targetSpellings', () => {
  it.each([
    ['≥1200:00(TB)', '≥1200.00(TB)'],
    ['>30,00(%)', '≥30.00(%)'],
    ['96(%)', '≥96(%)'],
    ['≥86.00.(%)', '≥86.00(%)'],
    ['≤3.00(个工作[)', '≤3.00(个工作日)'],
    ['≥13.00(1])', '≥13.00(门)'],
    ['≥16.00 (7)', '≥16.00(门)'],
    ['≥27]', '≥27门'],
    ['≤12.00(元/平方米月)', '≤12.00(元/平方米·月)'],
    ['>.48.00(门)', '≥48.00(门)'],
    ['-次性验收通过', '一次性验收通过'],
    ['第-一季度末', '第一季度末'],
  ])('%s may be %s', (text, spelling) => expect(targetSpellings(text, grammar)).toContain(spelling))

  it.each(['1:18', '2 50'])('%s is no decimal', text =>
    expect(targetSpellings(text, grammar).join()).not.toContain('.'),
  )

  it('leaves words without dashes alone', () => expect(targetSpellings('有效管控', grammar)).toEqual([]))
})

it('no spelling has other digits than the text', () => {
  const text = fc.stringMatching(/^[≥≤=>]?\d{1,4}[.,:; ]?\d{0,3}[.,: ]\d\d(\([%门个]\))?$/)
  const digits = (each: string) => each.replace(/\D/gu, '')
  fc.assert(
    fc.property(text, each => {
      for (const spelling of [...amountSpellings(each), ...dateSpellings(each), ...targetSpellings(each, grammar)])
        expect(digits(spelling)).toBe(digits(each))
    }),
  )
})
