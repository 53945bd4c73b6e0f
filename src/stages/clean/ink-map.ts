import { type Homography, mapPoint } from './homography.ts'
import type { Raster } from './resample.ts'

/** Where ink is on a page, on a coarse net (1 ink, 0 paper): enough to see lines of text and rules, quick to search. */
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
  const isPlain = toSource.every((v, i) => v === (i % 4 === 0 ? 1 : 0))
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const at = isPlain
        ? { x: (c + 0.5) * scale, y: (r + 0.5) * scale }
        : mapPoint(toSource, (c + 0.5) * scale, (r + 0.5) * scale)
      if (meanAround(source, at.x, at.y, scale) < inkLevel) ink[r * columns + c] = 1
    }
  }
  return { width: columns, height: rows, scale, ink }
}

/** Mean over a square of `side` px around (x, y); white outside. */
function meanAround(source: Raster, x: number, y: number, side: number): number {
  const { width, height, data } = source
  const left = Math.round(x - side / 2)
  const top = Math.round(y - side / 2)
  const size = Math.max(1, Math.round(side))
  if (left < 0 || top < 0 || left + size > width || top + size > height) return 255
  let sum = 0
  for (let dy = 0; dy < size; dy++) {
    let p = (top + dy) * width + left
    for (let dx = 0; dx < size; dx++) sum += data[p++]!
  }
  return sum / (size * size)
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
      if (!ink[y * width + x]) continue
      const [tx, ty] =
        degrees === 90 ? [height - 1 - y, x] : degrees === 180 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x]
      out[ty * w + tx] = 1
    }
  }
  return { width: w, height: h, scale, ink: out }
}
