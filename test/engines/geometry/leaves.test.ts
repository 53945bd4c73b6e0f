import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leavesOf } from '../../../src/engines/geometry/leaves.ts'
import { inReadingOrder } from '../../../src/engines/geometry/reading-order.ts'
import type { Box } from '../../../src/model/box.ts'

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height })
const a4 = [595, 842] as const
const a3 = [1190, 842] as const

describe('leavesOf', () => {
  test('a sheet with a table over its middle is one page, whichever way it lies', () => {
    expect(leavesOf([box(60, 100, 480, 600)], [], ...a4)).toEqual([{ left: 0, right: 595 }])
    expect(leavesOf([box(60, 100, 1000, 600), box(60, 720, 300, 50)], [], ...a3)).toEqual([{ left: 0, right: 1190 }])
  })

  test('a wide sheet whose tables keep off the middle holds two pages, one of them may be blank', () => {
    const leaves = [
      { left: 0, right: 595 },
      { left: 595, right: 1190 },
    ]
    expect(leavesOf([box(60, 100, 480, 600), box(655, 100, 480, 600)], [], ...a3)).toEqual(leaves)
    expect(leavesOf([box(60, 100, 480, 200)], [], ...a3)).toEqual(leaves)
    expect(leavesOf([box(655, 100, 480, 200)], [], ...a3)).toEqual(leaves)
  })

  test('a title over the middle keeps a wide sheet with one table whole; over two tables it belongs to the first page', () => {
    const title = box(400, 40, 390, 20)
    expect(leavesOf([box(60, 100, 480, 600)], [title], ...a3)).toHaveLength(1)
    expect(leavesOf([box(60, 100, 480, 600)], null, ...a3)).toHaveLength(1)
    const leaves = leavesOf([box(60, 100, 480, 600), box(655, 100, 480, 600)], [title], ...a3)
    expect(leaves).toHaveLength(2)
    expect(
      inReadingOrder(
        [
          { item: 'title', head: title },
          { item: 'table', head: box(60, 100, 90, 30) },
        ],
        leaves,
      ),
    ).toEqual(['title', 'table'])
  })

  test('the gutter keeps clear of a table that reaches over the middle', () => {
    expect(leavesOf([box(20, 100, 590, 600), box(660, 100, 500, 600)], [], ...a3).map(({ right }) => right)).toEqual([
      610, 1190,
    ])
  })

  test('a high page has two leaves only where tables stand beside each other', () => {
    expect(leavesOf([box(40, 100, 240, 300), box(310, 200, 240, 300)], [], ...a4)).toHaveLength(2)
    expect(leavesOf([box(40, 100, 240, 100), box(310, 300, 240, 300)], [], ...a4)).toHaveLength(1)
    expect(leavesOf([box(40, 100, 200, 100)], [], ...a4)).toHaveLength(1)
  })

  test('a page without a table is one leaf', () => {
    expect(leavesOf([], [], ...a3)).toHaveLength(1)
  })

  test('leaves follow on each other from edge to edge', () => {
    const boxes = fc.array(
      fc.record({
        x: fc.nat(1000),
        y: fc.nat(800),
        width: fc.integer({ min: 1, max: 600 }),
        height: fc.integer({ min: 1, max: 500 }),
      }),
    )
    fc.assert(
      fc.property(boxes, fc.constantFrom(a4, a3), (tables, [width, height]) => {
        const leaves = leavesOf(tables, [], width, height)
        expect(leaves[0]!.left).toBe(0)
        expect(leaves.at(-1)!.right).toBe(width)
        for (const [i, leaf] of leaves.entries()) expect(leaf.left).toBe(leaves[i - 1]?.right ?? 0)
      }),
    )
  })
})

describe('inReadingOrder', () => {
  const placed = [
    { item: 'right page, title', head: box(800, 50, 200, 12) },
    { item: 'left page, second table', head: box(60, 400, 80, 30) },
    { item: 'left page, unit', head: box(400, 72, 80, 12) },
    { item: 'left page, department', head: box(60, 75, 80, 12) },
    { item: 'left page, first table', head: box(60, 90, 80, 30) },
  ]

  test('a leaf is read to its end before the next', () => {
    const leaves = leavesOf([box(60, 90, 480, 200), box(60, 400, 480, 200)], [], ...a3)
    expect(inReadingOrder(placed, leaves)).toEqual([
      'left page, department',
      'left page, unit',
      'left page, first table',
      'left page, second table',
      'right page, title',
    ])
  })

  test('on one leaf the order is from the top, on one height from the left', () => {
    expect(inReadingOrder(placed, [{ left: 0, right: 1190 }])[0]).toBe('right page, title')
    fc.assert(
      fc.property(fc.shuffledSubarray(placed, { minLength: placed.length }), shuffled => {
        expect(inReadingOrder(shuffled, [{ left: 0, right: 1190 }])).toEqual(
          inReadingOrder(placed, [{ left: 0, right: 1190 }]),
        )
      }),
    )
  })
})
