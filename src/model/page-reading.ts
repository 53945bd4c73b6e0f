import type { Issue } from './issue.ts'
import type { Place } from './place.ts'
import type { Reading } from './reading.ts'

/**
 * One cell of a table as read. Rows and columns count from 0 within the segment.
 * Tabbed text knows no spans: they are 1. Empty cells are listed too, with the text ''.
 */
export interface Cell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly reading: Reading
  readonly place: Place
  /** The side at which the page cut the cell: its text may be half a text. */
  readonly cut: 'none' | 'top' | 'bottom' | 'both'
}

/** The part of a table that stands on one page (or, in a text file, between two blank lines). */
export interface TableSegment {
  readonly kind: 'table'
  /** `ruled`: cells come from ruling lines, spans are facts. `tabbed`: only the order in a line is known. */
  readonly grid: 'ruled' | 'tabbed'
  readonly page: number
  readonly rows: number
  readonly columns: number
  /** x of the column lines, `columns + 1` values, as fractions of the width of the page (of its leaf); null for tabbed text. */
  readonly columnEdges: readonly number[] | null
  /** No ruling line closes the segment there: the table goes on over the page edge. */
  readonly openTop: boolean
  readonly openBottom: boolean
  /** Row by row, left to right. */
  readonly cells: readonly Cell[]
}

/** A line of text outside any table: titles, years, page numbers. */
export interface TextLine {
  readonly kind: 'line'
  readonly page: number
  readonly reading: Reading
  readonly place: Place
}

export type Block = TableSegment | TextLine

/** All that was seen on one page, in reading order. */
export interface PageReading {
  readonly page: number
  /** Size in pt, upright; null for text files. */
  readonly width: number | null
  readonly height: number | null
  /** Resolution of the page image that was read; null where none was. */
  readonly dpi: number | null
  readonly source: 'text-file' | 'pdf-text' | 'scan'
  /** 0 (hopeless) … 1 (perfect), from sharpness, contrast, skew and grid; 1 for text. */
  readonly quality: number
  readonly blocks: readonly Block[]
  /** Why the page may not have been seen whole; empty when it was. */
  readonly issues: readonly Issue[]
}
