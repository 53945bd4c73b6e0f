import { type Homography, identity, isAffine, mapPoint } from './homography.ts'

/** One byte a pixel, row by row. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Within a span of so many px a perspective of up to 45° is straight to 0.05 px. */
const span = 16

/**
 * A new raster of `width` × `height` px whose px (x, y) is what `source` shows at `toSource`(x, y), between px by bilinear mixing;
 * white where that is outside. Whole turns and the identity copy px as they are.
 */
export function resampled(source: Raster, toSource: Homography, width: number, height: number): Raster {
  if (width === source.width && height === source.height && isIdentity(toSource)) return source
  const exact = wholeTurn(toSource)
  if (exact) return turned(source, exact, width, height)
  const data = new Uint8Array(width * height).fill(255)
  const affine = isAffine(toSource)
  for (let y = 0; y < height; y++) {
    let from = mapPoint(toSource, 0.5, y + 0.5)
    const step = affine ? width : span
    for (let x = 0; x < width; x += step) {
      const end = Math.min(width, x + step)
      const to = mapPoint(toSource, end + 0.5, y + 0.5)
      copySpan(source, data, y * width + x, end - x, from.x - 0.5, from.y - 0.5, to.x - 0.5, to.y - 0.5)
      from = to
    }
  }
  return { width, height, data }
}

/** Fills `count` px of `out` along the straight line from (x0, y0) towards (x1, y1) in `source`. 8 bits of fraction. */
function copySpan(
  source: Raster,
  out: Uint8Array,
  at: number,
  count: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  const { width, height, data } = source
  const dx = ((x1 - x0) / count) * 256
  const dy = ((y1 - y0) / count) * 256
  let fx = x0 * 256 + 0.5
  let fy = y0 * 256 + 0.5
  for (let i = 0; i < count; i++, fx += dx, fy += dy) {
    const px = Math.floor(fx)
    const py = Math.floor(fy)
    const x = px >> 8
    const y = py >> 8
    if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) {
      if (x >= -1 && y >= -1 && x < width && y < height) out[at + i] = borderValue(source, x, y)
      continue
    }
    const rx = px & 255
    const ry = py & 255
    const p = y * width + x
    const top = data[p]! * (256 - rx) + data[p + 1]! * rx
    const bottom = data[p + width]! * (256 - rx) + data[p + width + 1]! * rx
    out[at + i] = (top * (256 - ry) + bottom * ry + 32768) >> 16
  }
}

function borderValue(source: Raster, x: number, y: number): number {
  const cx = Math.min(source.width - 1, Math.max(0, x))
  const cy = Math.min(source.height - 1, Math.max(0, y))
  return source.data[cy * source.width + cx]!
}

function isIdentity(h: Homography): boolean {
  return h.every((v, i) => Math.abs(v / h[8] - identity[i]!) < 1e-9)
}

type WholeTurn = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** The coefficients as whole numbers, if the map is a turn by 90, 180 or 270° onto px exactly; else null. */
function wholeTurn(h: Homography): WholeTurn | null {
  if (!isAffine(h)) return null
  const parts = h.slice(0, 6).map(v => v / h[8])
  if (parts.some(v => Math.abs(v - Math.round(v)) > 1e-9)) return null
  const [a, b, c, d, e, f] = parts.map(Math.round) as [number, number, number, number, number, number]
  return Math.abs(a) + Math.abs(b) === 1 && Math.abs(d) + Math.abs(e) === 1 && Math.abs(a) === Math.abs(e)
    ? [a, b, c, d, e, f]
    : null
}

function turned(source: Raster, turn: WholeTurn, width: number, height: number): Raster {
  const [a, b, c, d, e, f] = turn
  const data = new Uint8Array(width * height)
  const step = a + d * source.width
  for (let y = 0; y < height; y++) {
    const x0 = Math.floor(a * 0.5 + b * (y + 0.5) + c)
    const y0 = Math.floor(d * 0.5 + e * (y + 0.5) + f)
    for (let x = 0, p = y0 * source.width + x0, o = y * width; x < width; x++, p += step)
      data[o + x] = source.data[p] ?? 255
  }
  return { width, height, data }
}
