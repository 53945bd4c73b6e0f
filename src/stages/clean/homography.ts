import type { Box } from '../../model/box.ts'

/**
 * A projective map of the plane as plain data: (x, y) ↦ ((h0 x + h1 y + h2) / w, (h3 x + h4 y + h5) / w), w = h6 x + h7 y + h8.
 * Turning, scaling, shearing and the perspective of a photograph are all of this kind.
 */
export type Homography = readonly [number, number, number, number, number, number, number, number, number]

export interface Point {
  readonly x: number
  readonly y: number
}

/** Four corners: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point]

export const identity: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** First `inner`, then `outer`. */
export function composed(outer: Homography, inner: Homography): Homography {
  const cell = (r: number, c: number) =>
    outer[r * 3]! * inner[c]! + outer[r * 3 + 1]! * inner[3 + c]! + outer[r * 3 + 2]! * inner[6 + c]!
  return [cell(0, 0), cell(0, 1), cell(0, 2), cell(1, 0), cell(1, 1), cell(1, 2), cell(2, 0), cell(2, 1), cell(2, 2)]
}

/** The map back. */
export function inverse(h: Homography): Homography {
  const [a, b, c, d, e, f, g, i, j] = h
  const determinant = a * (e * j - f * i) - b * (d * j - f * g) + c * (d * i - e * g)
  const k = 1 / determinant
  return [
    k * (e * j - f * i),
    k * (c * i - b * j),
    k * (b * f - c * e),
    k * (f * g - d * j),
    k * (a * j - c * g),
    k * (c * d - a * f),
    k * (d * i - e * g),
    k * (b * g - a * i),
    k * (a * e - b * d),
  ]
}

export function mapPoint(h: Homography, x: number, y: number): Point {
  const w = h[6] * x + h[7] * y + h[8]
  return { x: (h[0] * x + h[1] * y + h[2]) / w, y: (h[3] * x + h[4] * y + h[5]) / w }
}

/** The upright box around the mapped corners of `box`. */
export function mapBox(h: Homography, box: Box): Box {
  const corners = [
    mapPoint(h, box.x, box.y),
    mapPoint(h, box.x + box.width, box.y),
    mapPoint(h, box.x, box.y + box.height),
    mapPoint(h, box.x + box.width, box.y + box.height),
  ]
  const x = Math.min(...corners.map(p => p.x))
  const y = Math.min(...corners.map(p => p.y))
  return { x, y, width: Math.max(...corners.map(p => p.x)) - x, height: Math.max(...corners.map(p => p.y)) - y }
}

/** The map that takes the rectangle (0, 0)–(width, height) onto `quad`, corner by corner (Heckbert 1989, "Fundamentals of texture mapping", 2.2.3). */
export function rectangleToQuad(width: number, height: number, quad: Quad): Homography {
  const [p0, p1, p2, p3] = quad
  const sx = p0.x - p1.x + p2.x - p3.x
  const sy = p0.y - p1.y + p2.y - p3.y
  const dx1 = p1.x - p2.x
  const dx2 = p3.x - p2.x
  const dy1 = p1.y - p2.y
  const dy2 = p3.y - p2.y
  const determinant = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / determinant
  const h = (dx1 * sy - sx * dy1) / determinant
  const unitToQuad: Homography = [
    p1.x - p0.x + g * p1.x,
    p3.x - p0.x + h * p3.x,
    p0.x,
    p1.y - p0.y + g * p1.y,
    p3.y - p0.y + h * p3.y,
    p0.y,
    g,
    h,
    1,
  ]
  return composed(unitToQuad, [1 / width, 0, 0, 0, 1 / height, 0, 0, 0, 1])
}

export function isAffine(h: Homography): boolean {
  return Math.abs(h[6]) < 1e-12 && Math.abs(h[7]) < 1e-12
}
