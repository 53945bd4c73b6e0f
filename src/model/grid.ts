import type { Box } from './box.ts'

/** One cell of a found grid: its place in rows and columns (from 0), its spans, and its box in px of the clean page image. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly box: Box
  readonly cut: 'none' | 'top' | 'bottom' | 'both'
}

/** A table found on a page. Edges in px of the clean page image, ascending, one more than rows or columns. */
export interface Grid {
  readonly rowEdges: readonly number[]
  readonly columnEdges: readonly number[]
  readonly cells: readonly GridCell[]
  /** No ruling line closes the table there: it goes on over the page edge. */
  readonly openTop: boolean
  readonly openBottom: boolean
  /** 0..1: share of the cell borders that ink supports. */
  readonly confidence: number
}

/** The box of the whole table, in the unit of its edges. */
export function gridBox({ rowEdges, columnEdges }: Pick<Grid, 'rowEdges' | 'columnEdges'>): Box {
  const x = columnEdges[0]!
  const y = rowEdges[0]!
  return { x, y, width: columnEdges.at(-1)! - x, height: rowEdges.at(-1)! - y }
}
