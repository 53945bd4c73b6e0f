import type { Grid, GridCell } from '../../model/grid.ts'

/** The cell of `grid` at (x, y), in the grid's unit; null outside. */
export function gridCellAt(grid: Grid, x: number, y: number): GridCell | null {
  const row = intervalAt(grid.rowEdges, y)
  const column = intervalAt(grid.columnEdges, x)
  if (row === null || column === null) return null
  return (
    grid.cells.find(
      c => row >= c.row && row < c.row + c.rowSpan && column >= c.column && column < c.column + c.columnSpan,
    ) ?? null
  )
}

function intervalAt(edges: readonly number[], position: number): number | null {
  const next = edges.findIndex(edge => edge > position)
  return next > 0 ? next - 1 : null
}
