import { type Box, boxScaled, boxUnion } from '../../model/box.ts'
import type { Grid, GridCell } from '../../model/grid.ts'
import type { Cell, PageReading, TableSegment } from '../../model/page-reading.ts'

/** What a page's reading says of tables and loose lines, in px of its picture. */
export function readingToGrids(
  { blocks }: PageReading,
  pixelsPerPoint: number,
): { readonly grids: Grid[]; readonly lines: Box[] } {
  const grids = blocks.flatMap(block => (block.kind === 'table' ? segmentToGrid(block, pixelsPerPoint) : []))
  const lines = blocks.flatMap(block =>
    block.kind === 'line' && block.place.box !== null ? [boxScaled(block.place.box, pixelsPerPoint)] : [],
  )
  return { grids, lines }
}

/** The segment as a grid, its confidence that of its readings; none where its cells have no boxes. */
function segmentToGrid(segment: TableSegment, pixelsPerPoint: number): Grid[] {
  const cells = segment.cells.flatMap((cell): GridCell[] => {
    const { row, column, rowSpan, columnSpan, cut, place } = cell
    return place.box === null
      ? []
      : [{ row, column, rowSpan, columnSpan, cut, box: boxScaled(place.box, pixelsPerPoint) }]
  })
  const whole = boxUnion(cells.map(cell => cell.box))
  if (whole === null) return []
  return [
    {
      rowEdges: edges(whole.y, whole.height, segment.rows),
      columnEdges: edges(whole.x, whole.width, segment.columns),
      cells,
      openTop: segment.openTop,
      openBottom: segment.openBottom,
      confidence: meanConfidence(segment.cells),
    },
  ]
}

/** The overlay draws the outermost edges only and counts the others. */
function edges(start: number, length: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, index) => start + (length * index) / count)
}

function meanConfidence(cells: readonly Cell[]): number {
  const written = cells.filter(cell => cell.reading.text !== '')
  return written.length === 0 ? 1 : written.reduce((sum, cell) => sum + cell.reading.confidence, 0) / written.length
}
