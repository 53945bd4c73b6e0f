import { type Homography, identity, isAffine, mapPoint } from './homography.ts'

/** One byte a pixel, row by row. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Within a span of so many px the perspective of a photograph is straight to a twentieth of a px. */
const span = 32

/**
 * A new raster of `width` × `height` px whose px (x, y) is what `source` shows at `toSource`(x, y), between px by bilinear mixing;
 * white where that is outside. Whole turns and the identity copy px as they are.
 */
export function resampled(source: Raster, toSource: Homography, width: number, height: number): Raster {
  if (width === source.width && height === source.height && isIdentity(toSource)) return source
  const exact = wholeTurn(toSource)
  if (exact) return turned(source, exact, width, height)
  const data = new Uint8Array(width * height).fill(255)
  const step = isAffine(toSource) ? width : span
  for (let y = 0; y < height; y++) {
    let from = mapPoint(toSource, 0.5, y + 0.5)
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
  const dx = (x1 - x0) / count
  const dy = (y1 - y0) / count
  // The part of the span that lies within the source, so that its px need no check.
  const first = Math.max(0, Math.ceil(Math.max(entry(x0, dx, 0, width - 1), entry(y0, dy, 0, height - 1))))
  const last = Math.min(count, Math.ceil(Math.min(exit(x0, dx, 0, width - 1), exit(y0, dy, 0, height - 1))))
  // 16 bits before and after the point.
  const stepX = Math.round(dx * 65536)
  const stepY = Math.round(dy * 65536)
  let fx = Math.round((x0 + dx * first) * 65536)
  let fy = Math.round((y0 + dy * first) * 65536)
  for (let i = at + first, end = at + last; i < end; i++, fx += stepX, fy += stepY) {
    const p = (fy >> 16) * width + (fx >> 16)
    const a = data[p]!
    const b = data[p + 1]!
    const c = data[p + width]!
    const d = data[p + width + 1]!
    // Most of a page is white, and `out` is already.
    if ((a & b & c & d) === 255) continue
    const rx = (fx >> 8) & 255
    const ry = (fy >> 8) & 255
    const top = (a << 8) + (b - a) * rx
    const bottom = (c << 8) + (d - c) * rx
    out[i] = ((top << 8) + (bottom - top) * ry + 32768) >> 16
  }
}

/** From which step on `start + step · delta` lies in [low, high), with a little room for rounding; never: infinity. */
function entry(start: number, delta: number, low: number, high: number): number {
  if (Math.abs(delta) < 1e-9) return start >= low && start < high ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return (delta > 0 ? low - start : high - start) / delta + 0.05
}

/** Up to which step it lies there. */
function exit(start: number, delta: number, low: number, high: number): number {
  if (Math.abs(delta) < 1e-9) return Number.POSITIVE_INFINITY
  return (delta > 0 ? high - start : low - start) / delta - 0.05
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
