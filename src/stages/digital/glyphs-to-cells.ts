import type { PdfGlyph } from '../../engines/pdf/pdf-document.ts'
import type { Grid, GridCell } from '../../model/grid.ts'
import { isSpace } from './glyph-judgement.ts'
import { gridCellAt } from './grid-cell-at.ts'

/** A glyph painted right behind another, at most this far (em) from where that one ends, goes on the same word. */
const sameWord = 0.1

export interface CellGlyphs {
  readonly glyphsByCell: ReadonlyMap<GridCell, readonly PdfGlyph[]>
  /** Glyphs in no cell. */
  readonly loose: readonly PdfGlyph[]
}

/**
 * Gives each glyph (in order of painting) to the cell it stands in, of the innermost table where one lies in another's cell.
 * A word that runs out of its cell stays in it: between the words of two cells there is room.
 */
export function glyphsToCells(glyphs: readonly PdfGlyph[], grids: readonly Grid[]): CellGlyphs {
  const glyphsByCell = new Map<GridCell, PdfGlyph[]>()
  const loose: PdfGlyph[] = []
  let last: { readonly glyph: PdfGlyph; readonly cell: GridCell | null } | null = null
  for (const glyph of glyphs) {
    const cell: GridCell | null = last && goesOn(last.glyph, glyph) ? last.cell : smallestCell(grids, glyph)
    last = { glyph, cell }
    const list = cell ? glyphsByCell.get(cell) : loose
    if (list) list.push(glyph)
    else if (cell) glyphsByCell.set(cell, [glyph])
  }
  return { glyphsByCell, loose }
}

function goesOn(before: PdfGlyph, glyph: PdfGlyph): boolean {
  if (isSpace(before)) return false
  const gap = glyph.x - (before.x + before.advance * before.size)
  const isOnLine = before.angle === 0 && glyph.angle === 0 && Math.abs(glyph.y - before.y) < sameWord * glyph.size
  return isOnLine && Math.abs(gap) < sameWord * glyph.size
}

/** Text that leans (a watermark) belongs to no cell. */
function smallestCell(grids: readonly Grid[], glyph: PdfGlyph): GridCell | null {
  if (glyph.angle % 90 !== 0) return null
  const x = glyph.box.x + glyph.box.width / 2
  const y = glyph.box.y + glyph.box.height / 2
  let smallest: GridCell | null = null
  for (const grid of grids) {
    const cell = gridCellAt(grid, x, y)
    if (cell && (!smallest || area(cell) < area(smallest))) smallest = cell
  }
  return smallest
}

function area({ box }: GridCell): number {
  return box.width * box.height
}
