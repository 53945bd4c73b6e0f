import type { Box } from '../../model/box.ts'
import { boxUnion } from '../../model/box.ts'
import type { Grid, GridCell } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'
import type { Reading } from '../../model/reading.ts'
import { emptyReading, joinLines } from './join-lines.ts'
import { type Framing, lineToPicture } from './line-to-picture.ts'
import { pageToLines } from './page-to-lines.ts'
import type { TextPatch } from './text-patch.ts'

/** What the stage needs of a recognition engine. */
export interface LineReader {
  readonly name: string
  readLines(lines: readonly PageImage[]): Promise<Reading[]>
}

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

/** White around a line as the engine sees it, in text heights. */
export const firstLook: Framing = { margin: 0.08, side: 0.2 }

/** Reads the cells of the grids and the lines outside them on a clean (grey, upright, deskewed) page. */
export async function readPage(image: PageImage, grids: readonly Grid[], engine: LineReader): Promise<PageTexts> {
  const { cells, loose, textHeight } = pageToLines(image, grids)
  const patches: readonly TextPatch[] = [...cells, ...loose]
  const pictures = patches.flatMap(({ patch, lines }) =>
    lines.map((_, i) => lineToPicture(patch, lines, i, textHeight, image.dpi, firstLook)),
  )
  const readings = await engine.readLines(pictures)
  let next = 0
  const texts = patches.map(({ lines }) => {
    const own = readings.slice(next, next + lines.length)
    next += lines.length
    return own.length === 0 ? emptyReading(engine.name) : joinLines(own, engine.name)
  })
  return {
    cells: cells.map(({ grid, cell }, i) => ({ grid, cell, reading: texts[i]! })),
    loose: loose
      .map(({ patch, lines }, i) => ({ box: inkBox(patch, lines), reading: texts[cells.length + i]! }))
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
