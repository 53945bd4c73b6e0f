import type { GridCell } from '../../model/grid.ts'
import type { Lattice } from './lines-to-lattice.ts'

/** A border stands where lines cover at least this share of a unit's side: half tells a broken line from a line that ends there. */
const borderShare = 0.5

/**
 * Units of the net that no border parts become one cell. Every unit belongs to exactly one cell, so no text can fall between cells;
 * a region that is not a rectangle (a border was lost) is cut into rectangles along its rows. Row by row, left to right.
 */
export function latticeToCells(lattice: Lattice): GridCell[] {
  const rows = lattice.rowEdges.length - 1
  const columns = lattice.columnEdges.length - 1
  const regionByUnit = unitRegions(lattice, rows, columns)
  const taken = new Set<number>()
  const cells: GridCell[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken.has(row * columns + column)) continue
      const region = regionByUnit[row * columns + column]!
      const isFree = (r: number, c: number) => regionByUnit[r * columns + c] === region && !taken.has(r * columns + c)
      let columnSpan = 1
      while (column + columnSpan < columns && isFree(row, column + columnSpan)) columnSpan++
      let rowSpan = 1
      while (row + rowSpan < rows && isFreeRun(isFree, row + rowSpan, column, columnSpan)) rowSpan++
      for (let r = row; r < row + rowSpan; r++)
        for (let c = column; c < column + columnSpan; c++) taken.add(r * columns + c)
      cells.push(latticeCell(lattice, row, column, rowSpan, columnSpan))
    }
  }
  return cells
}

/** 0..1: the share of all cell borders (outer ones that are open aside) that lines cover. */
export function borderConfidence(lattice: Lattice, cells: readonly GridCell[]): number {
  let covered = 0
  let sides = 0
  const add = (share: number) => {
    covered += share
    sides++
  }
  const lastRow = lattice.rowEdges.length - 2
  for (const cell of cells) {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      if (cell.column === 0) add(lattice.leftEdge[r]!)
      add(lattice.rightBorder[r]![cell.column + cell.columnSpan - 1]!)
    }
    for (let c = cell.column; c < cell.column + cell.columnSpan; c++) {
      const bottom = cell.row + cell.rowSpan - 1
      if (cell.row === 0 && !lattice.openTop) add(lattice.topEdge[c]!)
      if (bottom < lastRow || !lattice.openBottom) add(lattice.bottomBorder[bottom]![c]!)
    }
  }
  return sides === 0 ? 0 : covered / sides
}

function isFreeRun(
  isFree: (row: number, column: number) => boolean,
  row: number,
  column: number,
  span: number,
): boolean {
  for (let c = column; c < column + span; c++) if (!isFree(row, c)) return false
  return true
}

/** A region number for each unit, row by row. */
function unitRegions(lattice: Lattice, rows: number, columns: number): Int32Array {
  const regions = new Int32Array(rows * columns).fill(-1)
  for (let seed = 0; seed < regions.length; seed++) {
    if (regions[seed] !== -1) continue
    const open = [seed]
    regions[seed] = seed
    while (open.length > 0) {
      const unit = open.pop()!
      const row = Math.floor(unit / columns)
      const column = unit % columns
      const visit = (neighbour: number, border: number) => {
        if (border >= borderShare || regions[neighbour] !== -1) return
        regions[neighbour] = seed
        open.push(neighbour)
      }
      if (column + 1 < columns) visit(unit + 1, lattice.rightBorder[row]![column]!)
      if (column > 0) visit(unit - 1, lattice.rightBorder[row]![column - 1]!)
      if (row + 1 < rows) visit(unit + columns, lattice.bottomBorder[row]![column]!)
      if (row > 0) visit(unit - columns, lattice.bottomBorder[row - 1]![column]!)
    }
  }
  return regions
}

function latticeCell(lattice: Lattice, row: number, column: number, rowSpan: number, columnSpan: number): GridCell {
  const x = lattice.columnEdges[column]!
  const y = lattice.rowEdges[row]!
  const isCutAbove = row === 0 && lattice.openTop
  const isCutBelow = row + rowSpan === lattice.rowEdges.length - 1 && lattice.openBottom
  return {
    row,
    column,
    rowSpan,
    columnSpan,
    box: {
      x,
      y,
      width: lattice.columnEdges[column + columnSpan]! - x,
      height: lattice.rowEdges[row + rowSpan]! - y,
    },
    cut: isCutAbove ? (isCutBelow ? 'both' : 'top') : isCutBelow ? 'bottom' : 'none',
  }
}
