import { describe, expect, it } from 'vitest'
import { settledBorders } from '../../../src/stages/grid/settled-borders.ts'

/** Two rows, three columns: rows[1] is the inner level edge, columns[1] and [2] the inner uprights. */
function net(level: number[], first: number[], second: number[]) {
  return {
    rows: [[1, 1, 1], level, [1, 1, 1]],
    columns: [[1, 1], first, second, [1, 1]],
  }
}

describe('settledBorders', () => {
  it('leaves a lawful net as it is', () => {
    const settled = settledBorders(net([0.9, 0.9, 0.1], [0.2, 0.9], [0.9, 0.9]))
    expect(settled.rows[1]).toEqual([1, 1, 0])
    expect(settled.columns[1]).toEqual([0, 1])
    expect(settled.columns[2]).toEqual([1, 1])
  })

  it('leads a broken rule on where most of it is seen', () => {
    expect(settledBorders(net([1, 0.3, 1], [0, 0], [0, 0])).rows[1]).toEqual([1, 1, 1])
  })

  it('takes a stray piece back where little is seen', () => {
    expect(settledBorders(net([0, 0.55, 0], [0, 0], [0, 0])).rows[1]).toEqual([0, 0, 0])
  })

  it('stops a led-on rule at the rule across it', () => {
    const settled = settledBorders(net([1, 0.45, 0], [0, 0], [1, 1]))
    expect(settled.rows[1]).toEqual([1, 1, 0])
  })

  it('counts the frame as drawn whatever the ink', () => {
    const settled = settledBorders({ rows: [[0.1], [0.2]], columns: [[0.3], [0]] })
    expect(settled).toEqual({ rows: [[1], [1]], columns: [[1], [1]] })
  })
})
