import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardText, unguardText } from '../../src/report/spreadsheet-guard.ts'

describe('spreadsheet guard', () => {
  it.each(['=1.00(项)', '+5', '-3', '@SUM(A1)', '\t=1', '＝1', "'quoted", '3-5', '2024/5', '2023-07-01'])(
    'puts an apostrophe before %j',
    text => expect(guardText(text)).toBe(`'${text}`),
  )

  it.each(['≥30.00(%)', '50-60次', '2023.07-2024.01', '1500元/件', '', '达标', '12月底'])('leaves %j alone', text =>
    expect(guardText(text)).toBe(text),
  )

  it('gives every text back exactly, and never lets a formula through', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[=+\-@'\t0-9/]{0,6}$/u))
    fc.assert(
      fc.property(texts, text => {
        expect(unguardText(guardText(text))).toBe(text)
        expect(guardText(text)).not.toMatch(/^[=+\-@\t\r]/u)
      }),
    )
  })
})
