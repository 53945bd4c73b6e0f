import type { Box } from './box.ts'

/** Where a value stands in its document: how a person finds it again. */
export interface Place {
  /** Page of the document, from 1. An OCR text file counts as one page. */
  readonly page: number
  /** Rectangle on the page in pt, in the upright orientation a viewer shows; null for text files. */
  readonly box: Box | null
  /** The same rectangle in px of the page image that was read; null where no image was read. */
  readonly pixels: Box | null
  /** Line and cell of a text file, both from 1; null for pages. */
  readonly line: number | null
  readonly column: number | null
}
