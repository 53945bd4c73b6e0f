import type { Box } from '../../model/box.ts'
import { identity, type Matrix } from './matrix.ts'

/** The part of PDF's graphics state (ISO 32000-1, 8.4 and 9.3) that decides where things stand and whether they show. */
export interface GraphicsState {
  /** User space → upright page in pt. */
  matrix: Matrix
  /** What painting is confined to, on the page; null for the whole page. */
  clip: Box | null
  fillColor: string
  strokeColor: string
  fillAlpha: number
  strokeAlpha: number
  lineWidth: number
  font: string | null
  fontSize: number
  charSpacing: number
  wordSpacing: number
  /** Tz / 100. */
  horizontalScale: number
  leading: number
  rise: number
  renderingMode: number
}

export function initialState(matrix: Matrix): GraphicsState {
  return {
    matrix,
    clip: null,
    fillColor: '#000000',
    strokeColor: '#000000',
    fillAlpha: 1,
    strokeAlpha: 1,
    lineWidth: 1,
    font: null,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderingMode: 0,
  }
}

/** Where the next glyph goes: text matrix, position in it, and start of the line. Lives from BT to ET. */
export interface TextPosition {
  matrix: Matrix
  x: number
  y: number
  lineX: number
  lineY: number
}

export function textStart(matrix: Matrix = identity): TextPosition {
  return { matrix, x: 0, y: 0, lineX: 0, lineY: 0 }
}

/** White or nearly so: on paper it is not seen. */
export function isWhite(color: string): boolean {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  return hex?.slice(1).every(part => Number.parseInt(part, 16) >= 0xf5) ?? false
}

/** Dark enough to be read as ink. */
export function isDark(color: string): boolean {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  return hex?.slice(1).every(part => Number.parseInt(part, 16) <= 0x60) ?? false
}

/** What two boxes share; null for nothing. */
export function boxIntersection(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width >= 0 && height >= 0 ? { x, y, width, height } : null
}
