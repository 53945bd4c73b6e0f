import { describe, expect, it } from 'vitest'
import { decodeLevels, type RowEvidence } from '../../../src/stages/assemble/decode-levels.ts'

const state = (level2: string, rank: number) => ({ level1: '产出指标', level2, rank, variant: false })
const states = [state('数量指标', 0), state('质量指标', 1)]

function row(words: readonly number[], label: number | null): RowEvidence {
  const costs = states.map((_, index) => (index === label ? 0 : Number.POSITIVE_INFINITY))
  const tokens = label === null ? [] : [{ costs, level2Costs: costs }]
  return { tokens, breakBefore: false, wordCosts: words, joined: false }
}

describe('the labels of a long table', () => {
  it('are told however many rows it has', () => {
    const rows = Array.from({ length: 3000 }, (_, index) =>
      index < 2000 ? row([0, 2], index === 0 ? 0 : null) : row([2, 0], index === 2000 ? 1 : null),
    )
    expect(decodeLevels(rows, states).runs).toEqual([
      { from: 0, to: 1999, state: 0 },
      { from: 2000, to: 2999, state: 1 },
    ])
  })
})
