import { drawnTolerance } from '../../engines/geometry/edge.ts'
import { edgesToGrids } from '../../engines/geometry/edges-to-grids.ts'
import { acrossLeaf, type Leaf, leafOf, leavesOf } from '../../engines/geometry/leaves.ts'
import { inReadingOrder } from '../../engines/geometry/reading-order.ts'
import type { PdfGlyph } from '../../engines/pdf/pdf-document.ts'
import type { Box } from '../../model/box.ts'
import { type Grid, type GridCell, gridBox } from '../../model/grid.ts'
import type { Issue } from '../../model/issue.ts'
import type { Block, Cell, PageReading, TableSegment, TextLine } from '../../model/page-reading.ts'
import type { Place } from '../../model/place.ts'
import type { Reading } from '../../model/reading.ts'
import { borderlessRowsIssue } from './borderless-rows.ts'
import { isCovered } from './glyph-judgement.ts'
import { glyphsToCells } from './glyphs-to-cells.ts'
import { type GlyphLine, glyphsToLines } from './glyphs-to-lines.ts'
import { joinLines } from './join-lines.ts'
import type { DigitalPage } from './judge-text-layer.ts'

/** Shorter lines (pt) are no table lines. */
const minRuling = 8
/** Texts on one line further apart than this (em) do not belong together. */
const lineSplitGap = 3
/** A text with a character that cannot be what is printed. */
const garbledConfidence = 0.3

/**
 * A page whose text layer is trusted → what stands on it: tables with the cells that the PDF's own rules make, and the lines
 * outside them, in reading order. No picture is looked at. Every visible glyph ends up in exactly one cell or line.
 */
export function pdfPageToPageReading(page: DigitalPage): PageReading {
  const { content } = page
  const grids = edgesToGrids(content.rulings, drawnTolerance, minRuling)
  const shown = content.glyphs.filter(g => g.isVisible && !isCovered(g, content.images))
  const { glyphsByCell, loose } = glyphsToCells(shown, grids)
  const printed = glyphsToLines(loose, lineSplitGap)
  const boxes = printed.map(({ box }) => box)
  const leaves = leavesOf(grids.map(gridBox), boxes, page.width, page.height)
  const tables = grids.map(grid => {
    const leaf = leafOf(gridBox(grid), leaves)
    const item = tableSegment(page, leaf, grid, cell => glyphsByCell.get(cell) ?? [])
    return { head: grid.cells[0]!.box, item }
  })
  const lines = printed.map(line => ({ head: line.box, item: textLine(page, line) }))
  const borderless = borderlessRowsIssue(
    lines.map(({ item }) => item),
    page.number,
  )
  return {
    page: page.number,
    width: page.width,
    height: page.height,
    dpi: null,
    source: 'pdf-text',
    quality: 1,
    blocks: inReadingOrder<Block>([...tables, ...lines], leaves),
    issues: borderless ? [borderless] : ([] satisfies Issue[]),
  }
}

function tableSegment(
  page: DigitalPage,
  leaf: Leaf,
  grid: Grid,
  glyphsOf: (cell: GridCell) => readonly PdfGlyph[],
): TableSegment {
  return {
    kind: 'table',
    grid: 'ruled',
    page: page.number,
    rows: grid.rowEdges.length - 1,
    columns: grid.columnEdges.length - 1,
    columnEdges: acrossLeaf(grid.columnEdges, leaf),
    openTop: grid.openTop,
    openBottom: grid.openBottom,
    cells: grid.cells.map((cell): Cell => {
      const lines = glyphsToLines(glyphsOf(cell), Number.POSITIVE_INFINITY)
      const { row, column, rowSpan, columnSpan, cut } = cell
      const reading = textReading(
        joinLines(lines),
        lines.some(l => l.isGarbled),
      )
      return { row, column, rowSpan, columnSpan, cut, reading, place: placeOf(page, cell.box) }
    }),
  }
}

function textLine(page: DigitalPage, line: GlyphLine): TextLine {
  return {
    kind: 'line',
    page: page.number,
    reading: textReading(line.text, line.isGarbled),
    place: placeOf(page, line.box),
  }
}

function textReading(text: string, isGarbled: boolean): Reading {
  return { text, confidence: isGarbled ? garbledConfidence : 1, engine: 'pdf-text' }
}

function placeOf(page: DigitalPage, box: Box): Place {
  return { page: page.number, box, pixels: null, line: null, column: null }
}
