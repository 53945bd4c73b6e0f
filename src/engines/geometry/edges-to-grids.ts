import type { Grid } from '../../model/grid.ts'
import type { Edge, EdgeTolerance } from './edge.ts'
import { edgesToLines } from './edges-to-lines.ts'
import { borderConfidence, latticeToCells } from './lattice-to-cells.ts'
import { crossingsToLineGroups, linesToCrossings } from './lines-to-crossings.ts'
import { linesToLattice } from './lines-to-lattice.ts'

/**
 * Edges → lines → crossings → groups → lattice → cells: the tables of a page, top to bottom, with row and column spans.
 * Pure geometry in the unit of the edges, shared by digital pages (pt) and scans (px): boxes and edges of the grids are in that unit.
 * Lines shorter than `minLine` are no table lines (tick boxes, strokes of letters). A box with a single cell is a frame, not a table.
 */
export function edgesToGrids(edges: readonly Edge[], tolerance: EdgeTolerance, minLine: number): Grid[] {
  const lines = edgesToLines(edges, tolerance).filter(l => l.end - l.start >= minLine)
  return crossingsToLineGroups(lines, linesToCrossings(lines, tolerance))
    .flatMap(group => {
      const lattice = linesToLattice(group, tolerance)
      if (!lattice) return []
      const cells = latticeToCells(lattice)
      if (cells.length < 2) return []
      const { rowEdges, columnEdges, openTop, openBottom } = lattice
      return [{ rowEdges, columnEdges, cells, openTop, openBottom, confidence: borderConfidence(lattice, cells) }]
    })
    .sort((a, b) => a.rowEdges[0]! - b.rowEdges[0]! || a.columnEdges[0]! - b.columnEdges[0]!)
}
