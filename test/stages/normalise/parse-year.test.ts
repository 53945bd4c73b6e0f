import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../../src/stages/normalise/parse-period.ts'
import { parseYear } from '../../../src/stages/normalise/parse-year.ts'

describe('the fiscal year of a title', () => {
  test.each([
    ['(2024年度)', 2024],
    ['（2024 年度）', 2024],
    ['（２０２３年度）', 2023],
    ['上海市闵行区投资促进中心2024年度项目绩效目标汇总表', 2024],
    ['二〇二四年度', 2024],
    ['2022', 2022],
    ['2025年部门预算', 2025],
  ])('%s is %d', (raw, year) => {
    expect(parseYear(raw)).toEqual({ year, doubts: [] })
  })

  test.each(['财政项目支出绩效目标申报表', '', '第20241号', '12024年', '2O24年度'])('%j names none', raw => {
    expect(parseYear(raw)).toEqual({ year: null, doubts: [] })
  })

  test('two different years are doubtful', () => {
    expect(parseYear('(2024年-2025年)').doubts).toHaveLength(1)
  })
})

describe('the years of a goal', () => {
  test.each([
    ['项目总目标 (2024年-2025年)', '2024年-2025年', 2024, 2025],
    ['项目总目标（2024年—2025年）', '2024年-2025年', 2024, 2025],
    ['项目总目标 ( 2022 年 - 2024 年 )', '2022年-2024年', 2022, 2024],
    ['(2024-2026年度)', '2024-2026年度', 2024, 2026],
    ['2023年至2025年', '2023年至2025年', 2023, 2025],
  ])('%s names %s', (raw, period, from, to) => {
    expect(parsePeriod(raw)).toEqual({ period, from, to, doubts: [] })
  })

  test('a label without years names none', () => {
    expect(parsePeriod('项目总目标')).toEqual({ period: null, from: null, to: null, doubts: [] })
  })

  test('years that run backwards are doubtful', () => {
    expect(parsePeriod('2025年-2024年').doubts).toHaveLength(1)
  })
})
