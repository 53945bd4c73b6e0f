import type { PageImage } from '../../src/model/page-image.ts'

/** Nine coefficients, row by row, of the map (x, y) → ((ax+by+c)/(gx+hy+i), (dx+ey+f)/(gx+hy+i)). */
export type Homography = readonly number[]
export type Point = readonly [x: number, y: number]

/** Turns about the middle of a `width` × `height` image by `degrees` (counter-clockwise as seen), as output → source. */
export function rotationOf(degrees: number, width: number, height: number): Homography {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const [x, y] = [width / 2, height / 2]
  return [cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y, 0, 0, 1]
}

/** The homography that takes each of four points `from` to its partner in `to` (Gaussian elimination on the 8 equations). */
export function homographyOf(from: readonly Point[], to: readonly Point[]): Homography {
  const rows = from.flatMap(([x, y], i) => {
    const [u, v] = to[i] ?? [0, 0]
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ]
  })
  for (let column = 0; column < 8; column++) {
    let best = column
    for (let r = column; r < 8; r++) if (Math.abs(at(rows, r, column)) > Math.abs(at(rows, best, column))) best = r
    ;[rows[column], rows[best]] = [rows[best] ?? [], rows[column] ?? []]
    for (let r = 0; r < 8; r++) {
      if (r === column) continue
      const factor = at(rows, r, column) / at(rows, column, column)
      rows[r] = (rows[r] ?? []).map((value, k) => value - factor * at(rows, column, k))
    }
  }
  return [...rows.map((_, r) => at(rows, r, 8) / at(rows, r, r)), 1]
}

const at = (rows: readonly (readonly number[])[], r: number, c: number) => rows[r]?.[c] ?? 0

/**
 * Draws `source` through `outputToSource`, bilinear; what lies outside the source becomes `background` (one value a channel).
 * `bend` lifts rows by up to that many source px along a half sine over the width, as a page that does not lie flat.
 */
export function warpImage(
  source: PageImage,
  outputToSource: Homography,
  size: { readonly width: number; readonly height: number },
  background: readonly number[],
  bend = 0,
): PageImage {
  const { channels, width, height, data } = source
  const out = new Uint8Array(size.width * size.height * channels)
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1] = outputToSource
  let target = 0
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const w = g * x + h * y + i
      const sx = (a * x + b * y + c) / w
      const sy = (d * x + e * y + f) / w + (bend === 0 ? 0 : bend * Math.sin((Math.PI * sx) / width))
      const left = Math.floor(sx)
      const top = Math.floor(sy)
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) {
        for (let k = 0; k < channels; k++) out[target++] = background[k] ?? 255
        continue
      }
      const [fx, fy] = [sx - left, sy - top]
      const p = (top * width + left) * channels
      const below = p + width * channels
      for (let k = 0; k < channels; k++) {
        const upper = data[p + k]! * (1 - fx) + data[p + channels + k]! * fx
        const lower = data[below + k]! * (1 - fx) + data[below + channels + k]! * fx
        out[target++] = upper * (1 - fy) + lower * fy + 0.5
      }
    }
  }
  return { width: size.width, height: size.height, channels, dpi: source.dpi, data: out }
}
