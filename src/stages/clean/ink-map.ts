import { type Homography, identity, mapPoint } from './homography.ts'
import type { Raster } from './resample.ts'

/** Where ink is on a page, on a coarse net (darkness 1..255, 0 paper): enough to see lines of text and rules, quick to search. */
export interface InkMap {
  readonly width: number
  readonly height: number
  /** px of the page in one entry. */
  readonly scale: number
  readonly ink: Uint8Array
}

/** Entries of an ink map per inch: a line of small print is 12 entries high, a rule one. */
export const inkMapDpi = 100
/** On even light; a hairline of one px at 200 dpi fills half an entry. */
const inkLevel = 200

/** The ink of a page of `width` × `height` px whose px (x, y) shows `source` at `toSource`(x, y). */
export function rasterToInk(source: Raster, toSource: Homography, width: number, height: number, dpi: number): InkMap {
  const scale = Math.max(1, dpi / inkMapDpi)
  const columns = Math.floor(width / scale)
  const rows = Math.floor(height / scale)
  const ink = new Uint8Array(columns * rows)
  if (toSource.every((v, i) => v === identity[i])) markPlain(source, ink, columns, rows, scale)
  else markMapped(source, toSource, ink, columns, rows, scale)
  return { width: columns, height: rows, scale, ink }
}

/** The page is the source itself: means over squares of whole px. */
function markPlain(source: Raster, ink: Uint8Array, columns: number, rows: number, scale: number): void {
  const side = Math.max(1, Math.floor(scale))
  const dark = inkLevel * side * side
  const scaleDown = 1 / (side * side)
  for (let r = 0; r < rows; r++) {
    const top = Math.floor(r * scale) * source.width
    for (let c = 0; c < columns; c++) {
      let sum = 0
      for (let dy = 0, p = top + Math.floor(c * scale); dy < side; dy++, p += source.width)
        for (let dx = 0; dx < side; dx++) sum += source.data[p + dx]!
      if (sum < dark) ink[r * columns + c] = 255 - sum * scaleDown
    }
  }
}

/** Four samples an entry, along straight steps of 32 entries (a photograph's perspective bends less than an entry in them). */
function markMapped(
  source: Raster,
  toSource: Homography,
  ink: Uint8Array,
  columns: number,
  rows: number,
  scale: number,
): void {
  const { width, height, data } = source
  const stride = 32
  const quarter = Math.max(1, Math.round(scale / 2))
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c += stride) {
      const end = Math.min(columns, c + stride)
      const from = mapPoint(toSource, (c + 0.25) * scale, (r + 0.25) * scale)
      const to = mapPoint(toSource, (end + 0.25) * scale, (r + 0.25) * scale)
      const dx = (to.x - from.x) / (end - c)
      const dy = (to.y - from.y) / (end - c)
      for (let k = c; k < end; k++) {
        const x = Math.floor(from.x + dx * (k - c))
        const y = Math.floor(from.y + dy * (k - c))
        if (x < 0 || y < 0 || x + quarter >= width || y + quarter >= height) continue
        const p = y * width + x
        const sum = data[p]! + data[p + quarter]! + data[p + quarter * width]! + data[p + quarter * width + quarter]!
        if (sum < inkLevel * 4) ink[r * columns + k] = 255 - sum / 4
      }
    }
  }
}

export function inkCount(map: InkMap): number {
  let count = 0
  for (let i = 0; i < map.ink.length; i++) if (map.ink[i] !== 0) count++
  return count
}

/** The map turned clockwise by a multiple of 90°. */
export function turnedInk(map: InkMap, degrees: 0 | 90 | 180 | 270): InkMap {
  if (degrees === 0) return map
  const { width, height, scale, ink } = map
  const isSideways = degrees !== 180
  const w = isSideways ? height : width
  const h = isSideways ? width : height
  const out = new Uint8Array(ink.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const darkness = ink[y * width + x]!
      if (darkness === 0) continue
      const [tx, ty] =
        degrees === 90 ? [height - 1 - y, x] : degrees === 180 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x]
      out[ty * w + tx] = darkness
    }
  }
  return { width: w, height: h, scale, ink: out }
}
