import type { Grid } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'
import { crossingsToCells } from './crossings-to-cells.ts'
import { edgesToCrossings } from './edges-to-crossings.ts'
import { linesToTables } from './lines-to-tables.ts'
import { horizontalSearch, pixelsToLines, verticalSearch } from './pixels-to-lines.ts'
import { pixelsToRuleMaps } from './rule-map.ts'

/**
 * The ruled tables of a clean page (grey, upright, deskewed, white ground), top to bottom; boxes and edges in px of that page.
 * A table that a page edge cuts has its last or first row all the same, marked as cut. Empty where no rules make a net.
 */
export function findGrids(image: PageImage): Grid[] {
  const maps = pixelsToRuleMaps(image)
  const horizontals = pixelsToLines(maps.horizontal, horizontalSearch)
  const verticals = pixelsToLines(maps.vertical, verticalSearch)
  return linesToTables(horizontals, verticals, maps)
    .flatMap(table => {
      const crossings = edgesToCrossings(table, maps)
      const grid = crossings && crossingsToCells(crossings, maps.horizontal.block)
      return grid ? [grid] : []
    })
    .sort((a, b) => a.rowEdges[0]! - b.rowEdges[0]! || a.columnEdges[0]! - b.columnEdges[0]!)
}
