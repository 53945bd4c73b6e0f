import { leafOf, leavesOf } from '../../engines/geometry/leaves.ts'
import type { Box } from '../../model/box.ts'
import { type Grid, type GridCell, gridBox } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'
import { bandsToLines, textHeightOf } from './bands-to-lines.ts'
import { boxToPatch, type Patch } from './box-to-patch.ts'
import { eraseBorders } from './erase-borders.ts'
import { inkThreshold } from './ink-threshold.ts'
import { looseLines } from './loose-lines.ts'
import { type Band, patchToBands } from './patch-to-bands.ts'
import { hasFaintInk, strengthenFaint } from './strengthen-faint.ts'
import type { TextPatch } from './text-patch.ts'

export interface CellLines extends TextPatch {
  readonly grid: Grid
  readonly cell: GridCell
}

/** Where text stands on a page. */
export interface PageLines {
  /** Height of the page's print, px. */
  readonly textHeight: number
  /** Every cell of every grid, grid by grid, in the order of its cells. */
  readonly cells: readonly CellLines[]
  /** Lines outside the grids; on each page of the sheet top to bottom, left to right. */
  readonly loose: readonly TextPatch[]
}

/** Where no text was found, 10.5 pt print is assumed: 0.13 inches. */
const assumedTextHeight = 0.13

/** Nothing is printed so near a border, inches. */
const cellRim = 0.05
/** Darkening must bring to light so much more of lines, in text heights, to be looked at. */
const leastGrowth = 0.5
/** A line of a darkened cell with less of the ink of its fullest is noise. */
const leastDarkened = 0.04

/** Finds the lines of text in the cells and outside the tables of a clean grey page, by projection. */
export function pageToLines(image: PageImage, grids: readonly Grid[]): PageLines {
  const threshold = inkThreshold(image)
  const rim = Math.round(image.dpi * cellRim)
  const patches = grids.flatMap(grid =>
    grid.cells.map(cell => {
      const patch = boxToPatch(image, cell.box, threshold)
      const darkened = hasFaintInk(patch, image.dpi, rim) ? darkenedCopy(patch, image.dpi) : null
      for (const each of darkened === null ? [patch] : [patch, darkened]) eraseBorders(each, image.dpi, cell.cut)
      return { grid, cell, patch, darkened, bands: patchToBands(patch) }
    }),
  )
  const strips = stripsOutside(image, grids).map(box => {
    const patch = boxToPatch(image, box, threshold)
    return { patch, bands: patchToBands(patch) }
  })
  const heightIn = (patches: readonly { bands: readonly Band[] }[]) =>
    textHeightOf(
      patches.flatMap(p => p.bands),
      image.dpi,
    )
  const textHeight = heightIn(patches) || heightIn(strips) || Math.round(assumedTextHeight * image.dpi)
  return {
    textHeight,
    cells: patches.map(({ grid, cell, patch, darkened, bands }) => {
      const lines = bandsToLines(patch, bands, textHeight)
      return { grid, cell, patch, lines, darkened: darkened && darkenedLines(darkened, lines, textHeight) }
    }),
    loose: strips.flatMap(({ patch, bands }) => looseLines(patch, bands, textHeight)),
  }
}

function darkenedCopy(patch: Patch, dpi: number): Patch {
  const copy = { ...patch, data: patch.data.slice() }
  strengthenFaint(copy, dpi)
  return copy
}

/** The lines of a darkened cell, where they show more than those found before. */
function darkenedLines(patch: Patch, plain: readonly Band[], textHeight: number): TextPatch | null {
  const all = bandsToLines(patch, patchToBands(patch), textHeight)
  const most = Math.max(...all.map(line => line.ink))
  const lines = all.filter(line => line.ink >= leastDarkened * most)
  const widthOf = (bands: readonly Band[]) => bands.reduce((sum, band) => sum + band.right - band.left, 0)
  return widthOf(lines) > widthOf(plain) + leastGrowth * textHeight ? { patch, lines, darkened: null } : null
}

/** The page above its tables, and between and below those of each leaf, in full width. */
function stripsOutside(image: PageImage, grids: readonly Grid[]): Box[] {
  const tables = grids.map(gridBox)
  const leaves = leavesOf(tables, null, image.width, image.height)
  const start = Math.min(image.height, ...tables.map(table => table.y))
  const strips = leaves.flatMap(leaf => {
    const x = Math.round(leaf.left)
    const width = Math.round(leaf.right) - x
    const own: Box[] = []
    let top = start
    for (const table of tables.filter(each => leafOf(each, leaves) === leaf).sort((a, b) => a.y - b.y)) {
      own.push({ x, y: top, width, height: table.y - top })
      top = Math.max(top, table.y + table.height)
    }
    return [...own, { x, y: top, width, height: image.height - top }]
  })
  return [{ x: 0, y: 0, width: image.width, height: start }, ...strips].filter(({ height }) => height >= image.dpi / 20)
}
