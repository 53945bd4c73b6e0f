import type { GraphicsState, TextPosition } from './graphics-state.ts'
import { type Matrix, matrixProduct, matrixScale, rectangleMapped } from './matrix.ts'
import type { PdfGlyph } from './pdf-document.ts'
import { radicalsToIdeographs } from './radicals.ts'

/** What pdfjs tells of a font, as far as it matters for positions. */
export interface FontMetrics {
  readonly name: string
  /** Glyph space → text space, horizontally; 0.001 but for Type 3 fonts. */
  readonly unit: number
  readonly isVertical: boolean
  /** In em, above and below the base line. */
  readonly ascent: number
  readonly descent: number
}

/** One entry of a `showText` operator: a glyph, or a move in thousandths of an em. */
type TextEntry =
  | number
  | { readonly unicode: string; readonly width: number; readonly isSpace: boolean; readonly verticalAdvance: number }

/** Renderings that leave nothing on the page: 3 invisible, 7 clip only. */
const invisibleModes = new Set([3, 7])

/**
 * The glyphs of one `showText`, with their boxes on the page; moves `position` behind them (ISO 32000-1, 9.4.4).
 * Visibility is judged by rendering mode and transparency alone; clip and page edge are the caller's.
 */
export function textToGlyphs(
  entries: unknown,
  font: FontMetrics,
  state: GraphicsState,
  position: TextPosition,
  order: number,
): PdfGlyph[] {
  const glyphs: PdfGlyph[] = []
  const size = state.fontSize
  const alpha = state.renderingMode % 4 === 1 ? state.strokeAlpha : state.fillAlpha
  const isVisible = !invisibleModes.has(state.renderingMode) && alpha > 0
  for (const entry of textEntries(entries)) {
    if (typeof entry === 'number') {
      advance(position, font, state, (-entry / 1000) * size)
      continue
    }
    const spacing = state.charSpacing + (entry.isSpace ? state.wordSpacing : 0)
    const width = entry.width * font.unit
    const text = radicalsToIdeographs(entry.unicode)
    if (text !== '') {
      const matrix = glyphMatrix(state, position)
      const box = font.isVertical
        ? rectangleMapped(matrix, -size / 2, -entry.verticalAdvance * size, size / 2, 0)
        : rectangleMapped(matrix, 0, font.descent * size, width * size, font.ascent * size)
      glyphs.push({
        text,
        box,
        x: matrix[4],
        y: matrix[5],
        size: Math.abs(size) * matrixScale(matrix),
        advance: font.isVertical ? entry.verticalAdvance : width,
        angle: directionOf(matrix, size),
        font: font.name,
        isVisible,
        order,
      })
    }
    advance(position, font, state, font.isVertical ? -(entry.verticalAdvance * size + spacing) : width * size + spacing)
  }
  return glyphs
}

function* textEntries(entries: unknown): Generator<TextEntry> {
  if (!Array.isArray(entries)) return
  for (const entry of entries as unknown[]) {
    if (typeof entry === 'number') yield entry
    else if (typeof entry === 'object' && entry !== null) {
      const glyph = entry as { unicode?: unknown; width?: unknown; isSpace?: unknown; vmetric?: unknown }
      const vertical = Array.isArray(glyph.vmetric) ? Number(glyph.vmetric[0]) : -1000
      yield {
        unicode: typeof glyph.unicode === 'string' ? glyph.unicode : '',
        width: typeof glyph.width === 'number' ? glyph.width : 0,
        isSpace: glyph.isSpace === true,
        verticalAdvance: -vertical / 1000,
      }
    }
  }
}

function advance(position: TextPosition, font: FontMetrics, state: GraphicsState, by: number): void {
  if (font.isVertical) position.y += by
  else position.x += by * state.horizontalScale
}

function glyphMatrix(state: GraphicsState, position: TextPosition): Matrix {
  const inText = matrixProduct(state.matrix, position.matrix)
  return matrixProduct(inText, [state.horizontalScale, 0, 0, 1, position.x, position.y + state.rise])
}

/** Degrees clockwise in which the writing runs on the page, to whole degrees. */
function directionOf(matrix: Matrix, size: number): number {
  const degrees = Math.round((Math.atan2(matrix[1] * size, matrix[0] * size) * 180) / Math.PI)
  return (degrees + 360) % 360
}
