import type { Edge } from '../../../src/engines/geometry/edge.ts'
import type { ImagePlacement, PageContent, PdfGlyph } from '../../../src/engines/pdf/pdf-document.ts'
import type { DigitalPage } from '../../../src/stages/digital/judge-text-layer.ts'

/** An A4 page with the given parts. */
export function pageOf(content: Partial<PageContent>): DigitalPage {
  const rulings = content.rulings ?? []
  return {
    number: 1,
    width: 595,
    height: 842,
    content: { glyphs: [], images: [], lastDrawing: -1, drawings: rulings.length, rulings, ...content },
  }
}

/** Glyphs of `text` in 10 pt from (x, y) on the base line; Chinese an em wide, else half. */
export function glyphsOf(text: string, x: number, y: number, parts: Partial<PdfGlyph> = {}): PdfGlyph[] {
  const glyphs: PdfGlyph[] = []
  let at = x
  for (const char of text) {
    const advance = parts.advance ?? (char >= '\u2e80' ? 1 : 0.5)
    const box = { x: at, y: y - 8.8, width: advance * 10, height: 10 }
    glyphs.push({
      text: char,
      box,
      x: at,
      y,
      size: 10,
      advance,
      angle: 0,
      font: 'F',
      isVisible: true,
      order: 1,
      ...parts,
    })
    at += advance * 10
  }
  return glyphs
}

/** Rules of a table with the given row and column edges. */
export function rulingsOf(rowEdges: readonly number[], columnEdges: readonly number[]): Edge[] {
  const edge = (orientation: Edge['orientation'], position: number, along: readonly number[]): Edge => ({
    orientation,
    position,
    start: along[0]!,
    end: along.at(-1)!,
  })
  return [
    ...rowEdges.map(y => edge('horizontal', y, columnEdges)),
    ...columnEdges.map(x => edge('vertical', x, rowEdges)),
  ]
}

export function imageOf(x: number, y: number, width: number, height: number, order: number): ImagePlacement {
  return { box: { x, y, width, height }, pixelWidth: width * 4, pixelHeight: height * 4, isStencil: false, order }
}
