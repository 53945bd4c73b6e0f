import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseIndicatorValue } from '../../../src/stages/normalise/parse-value.ts'
import { expectedValues, seenValue } from './expected-value.ts'
import { sharedUnits as units } from './shared-units.ts'
import { VALUE_TABLE } from './value-table.ts'

const context = { fiscalYear: 2024, units }
const parse = (raw: string) => parseIndicatorValue(raw, context)

describe('values as budget units print them', () => {
  test.each(expectedValues(VALUE_TABLE))('$raw', expected => {
    expect(seenValue(parse(expected.raw), expected)).toEqual(expected)
  })
})

describe('values of the seed', () => {
  interface GoldRow {
    readonly level3: string
    readonly value: string
    readonly operator: string | null
    readonly number: number | null
    readonly unit: string | null
  }
  const rows = readFileSync(new URL('../../../samples/minhang-2024.gold.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap(line => (JSON.parse(line) as { indicators: GoldRow[] }).indicators)

  test('are all 152 read as a person read them, without doubts', () => {
    expect(rows).toHaveLength(152)
    for (const row of rows) {
      const value = parse(row.value)
      expect(
        {
          ...row,
          value: value.text,
          operator: value.operator,
          number: value.number && Number(value.number),
          unit: value.unit,
        },
        row.value,
      ).toEqual(row)
      expect(value.kind, row.value).not.toBe('unparsed')
      expect(value.doubts, row.value).toEqual([])
    }
  })

  test('LaTeX and inner spaces are repaired to what was printed', () => {
    expect(parse('$\\geq 90.00\\%$').text).toBe('≥90.00(%)')
    expect(parse('≥60.00 (%)').text).toBe('≥60.00(%)')
  })
})

describe('what the table of DOMAIN.md shows', () => {
  test.each([
    ['≥1.2万', '12000', 'number'],
    ['142万人', '1420000', 'count'],
    ['≤109.45(万元)', '1094500', 'money'],
    ['>=475元/亩', '475', 'money/area'],
    ['1500元/件', '1500', 'money/count'],
    ['≤0.30(‰)', '0.0003', 'ratio'],
    ['100百分比', '1', 'ratio'],
    ['≥40个街镇招商部门', '40', 'count'],
    ['2小时以内', '7200', 'duration'],
    ['≤2.00(个工作日)', '2', 'working-time'],
    ['=1.00(个月)', '1', 'calendar-time'],
    ['不低于90分', '90', 'score'],
  ])('%s is %s in the base of %s', (raw, baseNumber, dimension) => {
    expect(parse(raw)).toMatchObject({ baseNumber, dimension, doubts: [] })
  })

  test('a unit without an exact factor has no base number', () => {
    expect(parse('超13万元/年')).toMatchObject({ number: '13', dimension: 'money/calendar-time', baseNumber: null })
  })

  test('numbers stay exact however long they are', () => {
    expect(parse('≤12345678901.23(万元)')).toMatchObject({ number: '12345678901.23', baseNumber: '123456789012300' })
  })
})

describe('the fiscal year', () => {
  test('gives dates without a year their year', () => {
    expect(parseIndicatorValue('12月底', { fiscalYear: 2021, units }).deadline?.date).toBe('2021-12-31')
    expect(parseIndicatorValue('2月底前', { fiscalYear: 2023, units }).deadline?.date).toBe('2023-02-28')
  })

  test('when it is not known, such dates are doubtful and stay without a day', () => {
    const value = parseIndicatorValue('12月底', { fiscalYear: null, units })
    expect(value).toMatchObject({ kind: 'deadline', deadline: null, text: '12月底' })
    expect(value.doubts[0]).toContain('12月底')
  })

  test('does not touch a printed year', () => {
    expect(parseIndicatorValue('2023年10月底前', { fiscalYear: 2024, units }).deadline?.date).toBe('2023-10-31')
  })
})
