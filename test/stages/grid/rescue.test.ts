import { describe, expect, it } from 'vitest'
import { doubtfulCells } from '../../../src/stages/grid/doubtful-cells.ts'
import { findGrids } from '../../../src/stages/grid/find-grids.ts'
import { inkOutsideGrid } from '../../../src/stages/grid/ink-outside-grid.ts'
import { drawTable, drawText, fillBox, plainTable, seededRandom, whitePage } from './drawn-page.ts'

const plan = plainTable([150, 200, 250, 300], [80, 200, 380, 600])

describe('inkOutsideGrid', () => {
  it('tells titles, side notes and page numbers, line by line, and nothing inside the table', () => {
    const page = whitePage(800, 500)
    drawTable(page, plan)
    const random = seededRandom(2)
    drawText(page, 210, 60, 8, 40, random)
    drawText(page, 300, 430, 3, 24, random)
    drawText(page, 640, 220, 2, 26, random)
    drawText(page, 90, 160, 3, 28, random)
    fillBox(page, 20, 480, 2, 2)
    const boxes = inkOutsideGrid(page, findGrids(page))
    expect(boxes).toHaveLength(3)
    expect(boxes.map(b => Math.round(b.y / 100))).toEqual([1, 2, 4])
    expect(boxes[0]!.width).toBeGreaterThan(250)
  })

  it('tells all ink of a page without tables', () => {
    const page = whitePage(400, 200)
    drawText(page, 30, 30, 5, 30, seededRandom(4))
    expect(inkOutsideGrid(page, [])).toHaveLength(1)
  })
})

describe('doubtfulCells', () => {
  it('trusts cells whose sides are drawn', () => {
    const page = whitePage(720, 420)
    drawTable(page, plan)
    expect(findGrids(page).flatMap(grid => doubtfulCells(page, grid))).toEqual([])
  })

  it('doubts cells with a side that ink does not show', () => {
    const page = whitePage(720, 420)
    drawTable(page, plan)
    const [grid] = findGrids(page)
    fillBox(page, 376, 205, 9, 40, 255)
    expect(doubtfulCells(page, grid!).map(c => `${c.row}.${c.column}`)).toEqual(['1.1', '1.2'])
  })
})
