import type { Box } from '../../model/box.ts'
import { boxUnion } from '../../model/box.ts'
import type { Grid, GridCell } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'
import type { Reading } from '../../model/reading.ts'
import type { LineReader } from './line-reader.ts'
import { pageToLines } from './page-to-lines.ts'
import { readPatches } from './read-patches.ts'
import { settleFaint } from './settle-faint.ts'
import type { TextPatch } from './text-patch.ts'

/** A cell and what stands in it. */
export interface CellText {
  readonly grid: Grid
  readonly cell: GridCell
  readonly reading: Reading
}

/** A line outside the tables; its box in px of the clean page. */
export interface LooseText {
  readonly box: Box
  readonly reading: Reading
}

export interface PageTexts {
  /** Every cell of every grid, grid by grid, in the order of its cells; empty cells have the text ''. */
  readonly cells: readonly CellText[]
  /** Lines outside the grids, top to bottom, left to right. */
  readonly loose: readonly LooseText[]
  /** Height of the page's print, px. */
  readonly textHeight: number
}

export interface ReadOptions {
  /** Another engine for short lines with numbers on which both looks of the first one disagree; its word is evidence, never the text. */
  readonly arbiter?: LineReader
}

/** Reads the cells of the grids and the lines outside them on a clean (grey, upright, deskewed) page. */
export async function readPage(
  image: PageImage,
  grids: readonly Grid[],
  engine: LineReader,
  options: ReadOptions = {},
): Promise<PageTexts> {
  const { cells, loose, textHeight } = pageToLines(image, grids)
  const darkened = cells.flatMap(cell => cell.darkened ?? [])
  const read = await readPatches([...cells, ...loose, ...darkened], engine, { textHeight, dpi: image.dpi, ...options })
  const readingOf = (patch: TextPatch) => read.get(patch)!
  return {
    cells: cells.map(cell => ({
      grid: cell.grid,
      cell: cell.cell,
      reading: cell.darkened === null ? readingOf(cell) : settleFaint(readingOf(cell), readingOf(cell.darkened)),
    })),
    loose: loose
      .map(line => ({ box: inkBox(line.patch, line.lines), reading: readingOf(line) }))
      .filter(({ reading }) => reading.text !== ''),
    textHeight,
  }
}

function inkBox(patch: TextPatch['patch'], lines: TextPatch['lines']): Box {
  const boxes = lines.map(line => ({
    x: patch.left + line.left,
    y: patch.top + line.top,
    width: line.right - line.left,
    height: line.bottom - line.top,
  }))
  return boxUnion(boxes) ?? { x: patch.left, y: patch.top, width: patch.width, height: patch.height }
}
