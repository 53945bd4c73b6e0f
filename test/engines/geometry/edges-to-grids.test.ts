import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawnTolerance, type Edge } from '../../../src/engines/geometry/edge.ts'
import { edgesToGrids } from '../../../src/engines/geometry/edges-to-grids.ts'
import { edgesToLines } from '../../../src/engines/geometry/edges-to-lines.ts'

const h = (position: number, start: number, end: number): Edge => ({ orientation: 'horizontal', position, start, end })
const v = (position: number, start: number, end: number): Edge => ({ orientation: 'vertical', position, start, end })
function runningSums(first: number, steps: readonly number[]): number[] {
  const sums = [first]
  for (const step of steps) sums.push(sums.at(-1)! + step)
  return sums
}
const grids = (edges: Edge[]) => edgesToGrids(edges, drawnTolerance, 8)
const spans = (edges: Edge[]) =>
  grids(edges).map(g => g.cells.map(c => [c.row, c.column, c.rowSpan, c.columnSpan, c.cut]))

describe('edgesToGrids', () => {
  test('finds merged cells as spans', () => {
    const edges = [
      h(0, 0, 300),
      h(20, 100, 300),
      h(40, 0, 300),
      v(0, 0, 40),
      v(100, 0, 40),
      v(200, 20, 40),
      v(300, 0, 40),
    ]
    expect(spans(edges)).toEqual([
      [
        [0, 0, 2, 1, 'none'],
        [0, 1, 1, 2, 'none'],
        [1, 1, 1, 1, 'none'],
        [1, 2, 1, 1, 'none'],
      ],
    ])
    expect(grids(edges)[0]!.confidence).toBe(1)
  })

  test('borders drawn cell by cell, as double rules and with small gaps, are one line', () => {
    const pieces = [h(10, 0, 49), h(10.8, 51, 100), h(10.4, 102, 150)]
    const lines = edgesToLines(pieces, drawnTolerance)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ start: 0, end: 150 })
  })

  test('a table that runs on past its last rule is open there and its last cells are cut', () => {
    const edges = [h(0, 0, 200), h(20, 0, 200), v(0, 0, 60), v(100, 0, 60), v(200, 0, 60)]
    const [grid] = grids(edges)
    expect(grid).toMatchObject({ openTop: false, openBottom: true, rowEdges: [0, 20, 60] })
    expect(grid!.cells.map(c => c.cut)).toEqual(['none', 'none', 'bottom', 'bottom'])
  })

  test('frames, tick boxes and rules under headings are no tables', () => {
    const frame = [h(0, 0, 500), h(700, 0, 500), v(0, 0, 700), v(500, 0, 700)]
    const tick = [h(50, 50, 57), h(57, 50, 57), v(50, 50, 57), v(57, 50, 57)]
    expect(grids([...frame, ...tick, h(30, 100, 400)])).toEqual([])
  })

  test('two tables on a page stay apart, top to bottom', () => {
    const table = (y: number) => [h(y, 0, 100), h(y + 20, 0, 100), v(0, y, y + 20), v(50, y, y + 20), v(100, y, y + 20)]
    expect(grids([...table(100), ...table(0)]).map(g => g.rowEdges[0])).toEqual([0, 100])
  })

  test('a region that lost a border is cut into rectangles and every unit is kept', () => {
    const edges = [h(0, 0, 200), h(20, 0, 100), h(40, 0, 200), v(0, 0, 40), v(100, 20, 40), v(200, 0, 40)]
    const cells = grids(edges)[0]!.cells
    expect(cells.reduce((sum, c) => sum + c.rowSpan * c.columnSpan, 0)).toBe(4)
  })

  test('any ruled table comes back with its rows, columns and merged cells', () => {
    const size = fc.integer({ min: 12, max: 90 })
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 2, maxLength: 8 }),
        fc.array(size, { minLength: 2, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        (heights, widths, mergeRow, mergeColumn) => {
          const ys = runningSums(10, heights)
          const xs = runningSums(10, widths)
          const row = mergeRow % (heights.length - 1)
          const column = mergeColumn % widths.length
          const edges = [
            ...ys.flatMap((y, i) =>
              xs.slice(1).flatMap((x, c) => (i === row + 1 && c === column ? [] : [h(y, xs[c]!, x)])),
            ),
            ...xs.flatMap(x => ys.slice(1).map((y, r) => v(x, ys[r]!, y))),
          ]
          const [grid, ...rest] = grids(edges)
          expect(rest).toEqual([])
          expect(grid!.columnEdges).toEqual(xs)
          expect(grid!.rowEdges).toEqual(ys)
          expect(grid!.cells.length).toBe(heights.length * widths.length - 1)
          expect(grid!.cells.find(c => c.row === row && c.column === column)!.rowSpan).toBe(2)
        },
      ),
    )
  })
})
