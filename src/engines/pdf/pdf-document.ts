import type { Box } from '../../model/box.ts'
import type { Issue } from '../../model/issue.ts'
import type { PageImage } from '../../model/page-image.ts'
import type { Edge } from '../geometry/edge.ts'

/** An opened PDF. Pages are read one at a time: `page(n)` may not run twice at once on one document. */
export interface PdfDocument {
  readonly pageCount: number
  /** What opening it showed, for instance a damaged index that was rebuilt. */
  readonly issues: readonly Issue[]
  /** Page `number`, from 1. It holds decoded images: call its `close` before the next one. */
  page(number: number): Promise<PageOpening>
  close(): Promise<void>
}

/** One page, upright as a viewer shows it (/Rotate and CropBox applied): all boxes in pt, origin at the top left. */
export interface PdfPage {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly content: PageContent
  /** Dropped images, decode warnings: why the page may not be whole. Grows while images are decoded and the page is rendered. */
  readonly issues: readonly Issue[]
  /**
   * The page's scan at native resolution, upright and on the whole page: where all that shows on the page is one embedded image.
   * Null where it is not (then `render` shows the page), or where the image cannot be decoded.
   */
  scanImage(): Promise<PageImage | null>
  /** The whole page as a viewer shows it. `dpi` is lowered where the page would exceed the pixel budget; the image tells the true one. */
  render(dpi: number): Promise<PageImage>
  close(): void
}

/** What a page paints, in order of painting (`order`: later covers earlier). */
export interface PageContent {
  readonly glyphs: readonly PdfGlyph[]
  readonly rulings: readonly Edge[]
  readonly images: readonly ImagePlacement[]
  /** Order of the last visible fill, stroke or shading; -1 for none. */
  readonly lastDrawing: number
  /** Number of visible fills, strokes and shadings. */
  readonly drawings: number
}

/** One glyph of the text layer: usually one character, sometimes a ligature. */
export interface PdfGlyph {
  readonly text: string
  /** Advance wide, ascent to descent high, in pt. */
  readonly box: Box
  /** Where the pen stands on the base line, in pt. */
  readonly x: number
  readonly y: number
  /** Em size in pt. */
  readonly size: number
  /** Advance in em: 1 for a full-width character. */
  readonly advance: number
  /** Direction of the writing in degrees clockwise, 0 for ordinary text. */
  readonly angle: number
  readonly font: string
  /** False for text rendering mode 3 and 7 (an OCR layer), full transparency, and what lies off the page or outside the clip. */
  readonly isVisible: boolean
  readonly order: number
}

/** An image on the page. */
export interface ImagePlacement {
  readonly box: Box
  /** Size in its own px; 0 where unknown. */
  readonly pixelWidth: number
  readonly pixelHeight: number
  /** A stencil lets through what lies beneath. */
  readonly isStencil: boolean
  readonly order: number
}

export type PageOpening =
  | { readonly page: PdfPage; readonly issue: null }
  | { readonly page: null; readonly issue: Issue }

export type PdfOpening =
  | { readonly document: PdfDocument; readonly issue: null }
  | { readonly document: null; readonly issue: Issue }
