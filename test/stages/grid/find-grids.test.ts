import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findGrids } from '../../../src/stages/grid/find-grids.ts'
import {
  cellNames,
  drawTable,
  drawText,
  fillBox,
  type Page,
  type PlannedCell,
  plainTable,
  seededRandom,
  type TablePlan,
  whitePage,
} from './drawn-page.ts'

const rows = [100, 150, 200, 250, 300]
const columns = [80, 200, 380, 600]

/** A form in small: a label over all rows, one over two, a title over all columns. */
const formPlan: TablePlan = {
  rowEdges: [100, 150, 200, 250, 300],
  columnEdges: [80, 180, 300, 460, 640],
  cells: [
    { row: 0, column: 0, rowSpan: 1, columnSpan: 4 },
    { row: 1, column: 0, rowSpan: 3, columnSpan: 1 },
    { row: 1, column: 1, rowSpan: 2, columnSpan: 1 },
    { row: 1, column: 2, rowSpan: 1, columnSpan: 1 },
    { row: 1, column: 3, rowSpan: 1, columnSpan: 1 },
    { row: 2, column: 2, rowSpan: 1, columnSpan: 1 },
    { row: 2, column: 3, rowSpan: 1, columnSpan: 1 },
    { row: 3, column: 1, rowSpan: 1, columnSpan: 1 },
    { row: 3, column: 2, rowSpan: 1, columnSpan: 2 },
  ],
}

function formPage(): Page {
  const page = whitePage(720, 420)
  drawTable(page, formPlan)
  return page
}

function onlyGrid(page: Page) {
  const grids = findGrids(page)
  expect(grids).toHaveLength(1)
  return grids[0]!
}

describe('findGrids', () => {
  it('finds nothing on a white page and on a page of text', () => {
    const page = whitePage(700, 500)
    expect(findGrids(page)).toEqual([])
    const random = seededRandom(3)
    for (let y = 40; y < 460; y += 42) drawText(page, 40, y, 18, 28, random)
    expect(findGrids(page)).toEqual([])
  })

  it('finds the one row that is left of a table at the top of a page, and takes text between two rules for none', () => {
    const row = plainTable([100, 142], columns)
    const page = whitePage(720, 420)
    drawTable(page, row)
    expect(cellNames(onlyGrid(page).cells)).toEqual(cellNames(row.cells))
    const heading = whitePage(720, 420)
    fillBox(heading, 80, 100, 520, 2)
    fillBox(heading, 80, 142, 520, 2)
    drawText(heading, 100, 106, 16, 30, seededRandom(5))
    expect(findGrids(heading)).toEqual([])
  })

  it('finds the lower part of a row that the page cut', () => {
    const page = whitePage(720, 420)
    fillBox(page, 80, 140, 522, 2)
    for (const x of columns) fillBox(page, x, 100, 2, 40)
    const grid = onlyGrid(page)
    expect(grid).toMatchObject({ openTop: true, openBottom: false })
    expect(grid.cells.map(({ row, column, cut }) => [row, column, cut])).toEqual([0, 1, 2].map(c => [0, c, 'top']))
  })

  it('finds it where its verticals are broken, and where the frame lost a corner', () => {
    const page = whitePage(720, 420)
    const [first, ...others] = columns
    fillBox(page, first!, 140, columns.at(-1)! - first! - 18, 2)
    fillBox(page, first!, 100, 2, 40)
    for (const x of others) {
      fillBox(page, x, 100, 2, 14)
      fillBox(page, x, 124, 2, 16)
    }
    const grid = onlyGrid(page)
    expect(grid.columnEdges).toHaveLength(columns.length)
    expect(grid.cells.every(cell => cell.cut === 'top')).toBe(true)
  })

  it('finds it where one vertical is dashes alone and the horizontal lost half a centimetre, and takes no bracket for a rule', () => {
    const wide = [80, 180, 280, 400, 530]
    const page = whitePage(720, 420)
    fillBox(page, wide[0]! + 40, 170, 412, 2)
    for (const x of wide.filter(x => x !== 400)) fillBox(page, x, 100, 2, 70)
    for (const [y, height] of [
      [104, 8],
      [120, 26],
      [152, 8],
    ] as const)
      fillBox(page, 400, y, 2, height)
    // Strokes of letters: as upright and as clear, but in the middle of their cell.
    for (const x of [450, 470, 490]) fillBox(page, x, 122, 2, 24)
    const grid = onlyGrid(page)
    expect(grid.columnEdges.map(Math.round)).toEqual(wide.map(x => expect.closeTo(x + 1, -1)))
    expect(grid).toMatchObject({ openTop: true, openBottom: false })
  })

  it('finds it where verticals are so worn that no piece of them is a stroke, and takes no strokes of letters for one', () => {
    const wide = [80, 180, 280, 400, 530]
    const page = whitePage(720, 420)
    fillBox(page, wide[0]!, 220, 452, 2)
    for (const x of wide.filter(x => x !== 400)) fillBox(page, x, 100, 2, 120)
    for (const y of [100, 128, 156, 196]) fillBox(page, 400, y, 2, 20)
    // Letters of two lines, one above the other.
    for (const x of [340, 450, 470]) for (const y of [118, 160]) fillBox(page, x, y, 2, 18)
    const grid = onlyGrid(page)
    expect(grid.columnEdges.map(Math.round)).toEqual(wide.map(x => expect.closeTo(x + 1, -1)))
  })

  it('finds it where the horizontal broke under a whole centimetre', () => {
    const page = whitePage(1120, 420)
    const wide = [80, 300, 560, 800, 1000]
    fillBox(page, 80, 180, 300, 2)
    fillBox(page, 450, 180, 552, 2)
    for (const x of wide) fillBox(page, x, 100, 2, 80)
    expect(onlyGrid(page).columnEdges.map(Math.round)).toEqual(wide.map(x => expect.closeTo(x + 1, -1)))
  })

  it('finds it where an outer vertical is one piece in the middle', () => {
    const wide = [80, 180, 280, 400, 530]
    const page = whitePage(720, 420)
    fillBox(page, wide[0]!, 220, 452, 2)
    for (const x of wide.slice(1)) fillBox(page, x, 100, 2, 120)
    fillBox(page, wide[0]!, 150, 2, 26)
    expect(onlyGrid(page).columnEdges.map(Math.round)).toEqual(wide.map(x => expect.closeTo(x + 1, -1)))
  })

  it('finds the rule over some cells of a row that the page cut through its merged cells', () => {
    const page = whitePage(720, 420)
    fillBox(page, 80, 170, 522, 2)
    fillBox(page, columns.at(-2)!, 104, columns.at(-1)! - columns.at(-2)!, 2)
    for (const x of columns) fillBox(page, x, 96, 2, 74)
    const { cells } = onlyGrid(page)
    expect(cells.map(({ cut }) => cut)).toEqual([...cells.slice(1).map(() => 'top'), 'none'])
  })

  it('makes no table of digits with feet in line', () => {
    const page = whitePage(720, 420)
    fillBox(page, 100, 148, 200, 2, 90)
    for (let x = 100; x < 300; x += 20) fillBox(page, x, 120, 2, 28)
    expect(findGrids(page)).toEqual([])
  })

  it('parts two cells of a row by a rule that lost both its corners, in line with the rule below', () => {
    const plan = plainTable([100, 150, 200, 250, 300, 350], columns)
    const page = whitePage(720, 420)
    drawTable(page, plan)
    fillBox(page, columns[1]! - 3, 102, 8, 6, 255)
    fillBox(page, columns[1]! - 3, 143, 8, 6, 255)
    expect(cellNames(onlyGrid(page).cells)).toEqual(cellNames(plan.cells))
  })

  it('finds cells with row and column spans, at their places', () => {
    const grid = onlyGrid(formPage())
    expect(cellNames(grid.cells)).toEqual(cellNames(formPlan.cells))
    for (const [i, edge] of grid.rowEdges.entries()) expect(edge).toBeCloseTo(formPlan.rowEdges[i]!, -0.5)
    for (const [i, edge] of grid.columnEdges.entries()) expect(edge).toBeCloseTo(formPlan.columnEdges[i]!, -0.5)
    expect(grid.confidence).toBeGreaterThan(0.98)
    expect([grid.openTop, grid.openBottom]).toEqual([false, false])
    expect(grid.cells.every(c => c.cut === 'none')).toBe(true)
  })

  it('keeps letters out of the rules', () => {
    const page = formPage()
    const random = seededRandom(11)
    for (const { row, column, columnSpan } of formPlan.cells) {
      const width = formPlan.columnEdges[column + columnSpan]! - formPlan.columnEdges[column]!
      drawText(
        page,
        formPlan.columnEdges[column]! + 8,
        formPlan.rowEdges[row]! + 11,
        Math.floor((width - 12) / 31),
        28,
        random,
      )
    }
    expect(cellNames(onlyGrid(page).cells)).toEqual(cellNames(formPlan.cells))
  })

  it('bridges broken rules and rules that lost their corners', () => {
    const page = formPage()
    const random = seededRandom(5)
    for (let i = 0; i < 25; i++) {
      const isLevel = random() < 0.5
      const edges = isLevel ? formPlan.rowEdges : formPlan.columnEdges
      const edge = edges[Math.floor(random() * edges.length)]!
      const at = Math.floor(80 + random() * (isLevel ? 540 : 200))
      if (isLevel) fillBox(page, at, edge - 3, 12, 7, 255)
      else fillBox(page, edge - 3, at, 7, 9, 255)
    }
    expect(cellNames(onlyGrid(page).cells)).toEqual(cellNames(formPlan.cells))
  })

  it('finds faint, thick and dashed rules', () => {
    const faint = whitePage(720, 420)
    drawTable(faint, formPlan, 1, 190)
    expect(cellNames(onlyGrid(faint).cells)).toEqual(cellNames(formPlan.cells))
    const thick = whitePage(720, 420)
    drawTable(thick, formPlan, 6)
    expect(cellNames(onlyGrid(thick).cells)).toEqual(cellNames(formPlan.cells))
    const dashed = formPage()
    for (let x = 84; x < 640; x += 12) for (const y of formPlan.rowEdges) fillBox(dashed, x, y - 3, 4, 7, 255)
    for (let y = 104; y < 300; y += 12) for (const x of formPlan.columnEdges) fillBox(dashed, x - 3, y, 7, 4, 255)
    expect(cellNames(onlyGrid(dashed).cells)).toEqual(cellNames(formPlan.cells))
  })

  it('follows rules on a page that is still a little aslant or bent', () => {
    const straight = formPage()
    const slanted = whitePage(720, 420)
    for (let y = 0; y < 420; y++) {
      for (let x = 0; x < 720; x++) {
        const from = y + Math.round(x * 0.006 + 2 * Math.sin(x / 230))
        if (from < 420) slanted.data[y * 720 + x] = straight.data[from * 720 + x]!
      }
    }
    expect(cellNames(onlyGrid(slanted).cells)).toEqual(cellNames(formPlan.cells))
  })

  it('gives the open last row of a table that the page cuts, and marks what is cut', () => {
    const page = whitePage(720, 320)
    drawTable(page, plainTable(rows, columns))
    fillBox(page, 0, 290, 720, 30, 255)
    const grid = onlyGrid(page)
    expect(cellNames(grid.cells)).toEqual(cellNames(plainTable(rows, columns).cells))
    expect([grid.openTop, grid.openBottom]).toEqual([false, true])
    expect(grid.rowEdges.at(-1)!).toBeCloseTo(290, -1)
    expect(grid.cells.filter(c => c.cut === 'bottom').map(c => c.row)).toEqual([3, 3, 3])
  })

  it('gives the open first row of a continued table', () => {
    const page = whitePage(720, 420)
    drawTable(page, plainTable(rows, columns))
    fillBox(page, 0, 0, 720, 115, 255)
    const grid = onlyGrid(page)
    expect([grid.openTop, grid.openBottom]).toEqual([true, false])
    expect(grid.cells.filter(c => c.cut === 'top').map(c => c.row)).toEqual([0, 0, 0])
  })

  it('sees which cells a page break leaves open where it closes the others', () => {
    const page = formPage()
    // The frame's lower rule is missing under the tall label only.
    fillBox(page, 84, 296, 92, 9, 255)
    const grid = onlyGrid(page)
    expect(grid.openBottom).toBe(true)
    expect(grid.cells.filter(c => c.cut !== 'none').map(c => `${c.row}.${c.column}`)).toEqual(['1.0'])
  })

  it('parts two tables on one page and leaves single frames out', () => {
    const page = whitePage(720, 900)
    drawTable(page, plainTable([60, 110, 160], columns))
    drawTable(page, plainTable([400, 450, 500, 550], columns))
    drawTable(page, plainTable([620, 820], [80, 600]))
    const grids = findGrids(page)
    expect(grids.map(g => g.cells.length)).toEqual([6, 9])
  })

  it('does not take specks, underlines and curved pen strokes for rules', () => {
    const page = formPage()
    const random = seededRandom(9)
    for (let i = 0; i < 900; i++) fillBox(page, Math.floor(random() * 718), Math.floor(random() * 418), 2, 1)
    fillBox(page, 100, 60, 300, 2)
    for (let t = 0; t < 160; t++) fillBox(page, 330 + Math.round(60 * Math.sin(t / 50)), 165 + t, 3, 2)
    expect(cellNames(onlyGrid(page).cells)).toEqual(cellNames(formPlan.cells))
  })

  it('gives any drawn table back', () => {
    fc.assert(
      fc.property(tablePlan, fc.integer({ min: 1, max: 4 }), (plan, thickness) => {
        const page = whitePage(plan.columnEdges.at(-1)! + 60, plan.rowEdges.at(-1)! + 60)
        drawTable(page, plan, thickness)
        const grids = findGrids(page)
        expect(grids).toHaveLength(1)
        expect(grids[0]!.rowEdges).toHaveLength(plan.rowEdges.length)
        expect(cellNames(grids[0]!.cells)).toEqual(cellNames(plan.cells))
      }),
      { numRuns: 40, seed: 20240601 },
    )
  })
})

/** Tables with merged cells in which every edge is drawn somewhere (an edge that no cell needs cannot be seen). */
const tablePlan: fc.Arbitrary<TablePlan> = fc
  .record({
    heights: fc.array(fc.integer({ min: 40, max: 90 }), { minLength: 2, maxLength: 7 }),
    widths: fc.array(fc.integer({ min: 60, max: 180 }), { minLength: 2, maxLength: 6 }),
    merges: fc.array(
      fc.record({
        row: fc.nat(6),
        column: fc.nat(5),
        rows: fc.integer({ min: 1, max: 3 }),
        columns: fc.integer({ min: 1, max: 3 }),
      }),
      {
        maxLength: 5,
      },
    ),
  })
  .map(({ heights, widths, merges }) => {
    const rowEdges = edgesOf(heights)
    const columnEdges = edgesOf(widths)
    return { rowEdges, columnEdges, cells: mergedCells(heights.length, widths.length, merges) }
  })
  .filter(plan => isDrawn(plan))

function edgesOf(sizes: readonly number[]): number[] {
  let edge = 50
  return [edge, ...sizes.map(size => (edge += size))]
}

function mergedCells(
  rowCount: number,
  columnCount: number,
  merges: readonly { row: number; column: number; rows: number; columns: number }[],
): PlannedCell[] {
  const taken = new Set<string>()
  const cells: PlannedCell[] = []
  const isFree = (c: PlannedCell) =>
    c.row + c.rowSpan <= rowCount && c.column + c.columnSpan <= columnCount && units(c).every(u => !taken.has(u))
  const add = (c: PlannedCell) => {
    cells.push(c)
    for (const u of units(c)) taken.add(u)
  }
  for (const m of merges) {
    const cell = { row: m.row, column: m.column, rowSpan: m.rows, columnSpan: m.columns }
    if (isFree(cell)) add(cell)
  }
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columnCount; column++) {
      const cell = { row, column, rowSpan: 1, columnSpan: 1 }
      if (isFree(cell)) add(cell)
    }
  }
  return cells
}

function units(c: PlannedCell): string[] {
  return Array.from(
    { length: c.rowSpan * c.columnSpan },
    (_, i) => `${c.row + Math.floor(i / c.columnSpan)}.${c.column + (i % c.columnSpan)}`,
  )
}

function isDrawn(plan: TablePlan): boolean {
  const rowStarts = new Set(plan.cells.map(c => c.row))
  const columnStarts = new Set(plan.cells.map(c => c.column))
  return (
    rowStarts.size === plan.rowEdges.length - 1 &&
    columnStarts.size === plan.columnEdges.length - 1 &&
    plan.cells.length > 1
  )
}
