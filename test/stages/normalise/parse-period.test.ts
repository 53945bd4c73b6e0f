import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../../src/stages/normalise/parse-period.ts'

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
