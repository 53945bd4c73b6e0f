import { expect, test } from 'vitest'
import { parseIndicatorValue } from '../../../src/stages/normalise/parse-value.ts'
import { dateStyleDoubts, styleDoubts } from '../../../src/stages/normalise/style-doubts.ts'
import { sharedUnits as units } from './shared-units.ts'

const doubts = (...texts: string[]) =>
  styleDoubts(texts.map(text => parseIndicatorValue(text, { fiscalYear: 2024, units })))

test('among targets with two decimals, a lost point and a lost decimal are seen', () => {
  const sure = [
    '≥90.00(%)',
    '=1.00(项)',
    '及时',
    '≥6.00(次)',
    '≥95.00(%)',
    '=12.00(次)',
    '≥2.00(场)',
    '≥80.00(%)',
    '≥90(%)',
  ]
  expect(doubts(...sure, '≥100000(人次)', '≤109.4(万元)')).toEqual([
    ...sure.map(() => []),
    ['≥1000.00(人次)?'],
    ['"≤109.4(万元)" does not have the two decimals of the other targets'],
  ])
})

test('a form that prints no decimals is left alone', () => {
  expect(doubts('≥90(%)', '=1(项)', '≥6(次)', '≥1000(人次)', '≤109.45(万元)').flat()).toEqual([])
})

test('two formatted targets show no style', () => {
  expect(doubts('≥90.00(%)', '=1.00(项)', '≥1000(人次)').flat()).toEqual([])
})

test('a day of one digit beside dates that are filled up to two has lost one', () => {
  expect(dateStyleDoubts(['2021-01-01', '2023-12-3'])).toEqual([null, expect.stringContaining('"2023-12-3"')])
  expect(dateStyleDoubts(['2021年01月01日', '2023年12月3日'])[1]).not.toBeNull()
})

test('dates of forms that fill nothing up, or everything, are not doubted', () => {
  const forms = [
    ['2021-1-1', '2023-12-31'],
    ['2021-01-01', '2023-12-31'],
    ['2021-12-31', '2023-12-3'],
    ['20210101', ''],
  ]
  for (const dates of forms) expect(dateStyleDoubts(dates)).toEqual([null, null])
})
