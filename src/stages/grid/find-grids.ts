import type { Grid } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'
import { crossingsToBorders, crossingsToCells } from './crossings-to-cells.ts'
import { edgesToCrossings } from './edges-to-crossings.ts'
import { linesToEdges } from './lines-to-edges.ts'
import { linesToTables, type TableStrokes } from './lines-to-tables.ts'
import { horizontalSearch, pixelsToLines, verticalSearch } from './pixels-to-lines.ts'
import { pixelsToRuleMaps, type RuleMaps } from './rule-map.ts'

/**
 * The ruled tables of a clean page (grey, upright, deskewed, white ground), top to bottom; boxes and edges in px of that page.
 * A table that a page edge cuts has its last or first row all the same, marked as cut. Empty where no rules make a net.
 */
export function findGrids(image: PageImage): Grid[] {
  const maps = pixelsToRuleMaps(image)
  const horizontals = pixelsToLines(maps.horizontal, horizontalSearch)
  const verticals = pixelsToLines(maps.vertical, verticalSearch)
  return linesToTables(horizontals, verticals, maps)
    .flatMap(table => tableToGrid(table, maps) ?? [])
    .sort((a, b) => a.rowEdges[0]! - b.rowEdges[0]! || a.columnEdges[0]! - b.columnEdges[0]!)
}

function tableToGrid(table: TableStrokes, maps: RuleMaps): Grid | null {
  let rows = linesToEdges(table.horizontals, maps.horizontal)
  let columns = linesToEdges(table.verticals, maps.vertical)
  for (;;) {
    const crossings = edgesToCrossings(rows, columns, maps)
    if (!crossings) return null
    const borders = crossingsToBorders(crossings)
    // An edge that no cell needs was drawn by letters; without it, the stretches across it are measured whole.
    const usedRows = crossings.rows.filter((_, i) => borders.rows[i]!.includes(1))
    const usedColumns = crossings.columns.filter((_, i) => borders.columns[i]!.includes(1))
    if (usedRows.length === crossings.rows.length && usedColumns.length === crossings.columns.length)
      return crossingsToCells(crossings, borders, maps.horizontal.block)
    rows = usedRows.filter(e => e.strokes.length > 0)
    columns = usedColumns.filter(e => e.strokes.length > 0)
  }
}
