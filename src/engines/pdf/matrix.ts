import type { Box } from '../../model/box.ts'

/** Affine map (x, y) → (ax + cy + e, bx + dy + f), as PDF writes it. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** First `inner`, then `outer`: PDF's `inner × outer`. */
export function matrixProduct(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [p, q, r, s, t, u] = inner
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f]
}

export function pointMapped(matrix: Matrix, x: number, y: number): readonly [x: number, y: number] {
  const [a, b, c, d, e, f] = matrix
  return [a * x + c * y + e, b * x + d * y + f]
}

/** The upright box around the image of the rectangle from (x0, y0) to (x1, y1). */
export function rectangleMapped(matrix: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const points = [
    pointMapped(matrix, x0, y0),
    pointMapped(matrix, x1, y0),
    pointMapped(matrix, x0, y1),
    pointMapped(matrix, x1, y1),
  ]
  const xs = points.map(p => p[0])
  const ys = points.map(p => p[1])
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** Geometric mean of the two scales: what one unit becomes. */
export function matrixScale(matrix: Matrix): number {
  return Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
}

/** Six finite numbers from an operator's argument; null for anything else. */
export function matrixFrom(value: unknown): Matrix | null {
  if (!isNumberList(value) || value.length < 6) return null
  return [value[0]!, value[1]!, value[2]!, value[3]!, value[4]!, value[5]!]
}

export function isNumberList(value: unknown): value is ArrayLike<number> {
  const isList = Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array
  return isList && Array.from(value as ArrayLike<unknown>).every(n => typeof n === 'number' && Number.isFinite(n))
}
