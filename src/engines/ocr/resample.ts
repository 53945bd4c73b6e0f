/** One plane of grey values, row by row, 0 black … 255 white. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/**
 * Resizes with a triangle filter that widens when shrinking, so that thin strokes fade instead of vanishing
 * (plain bilinear sampling skips pixels below half size).
 */
export function planeResized(plane: Plane, width: number, height: number): Plane {
  const columns = tapsOf(plane.width, width)
  const rows = tapsOf(plane.height, height)
  const narrow = new Float32Array(width * plane.height)
  for (let y = 0; y < plane.height; y++) {
    const from = y * plane.width
    const to = y * width
    for (let x = 0; x < width; x++) {
      const first = columns.first[x]!
      let sum = 0
      for (let k = 0; k < columns.count; k++)
        sum += columns.weights[x * columns.count + k]! * plane.data[from + first + k]!
      narrow[to + x] = sum
    }
  }
  const data = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const to = y * width
    for (let k = 0; k < rows.count; k++) {
      const weight = rows.weights[y * rows.count + k]!
      if (weight === 0) continue
      const from = (rows.first[y]! + k) * width
      for (let x = 0; x < width; x++) data[to + x]! += weight * narrow[from + x]!
    }
  }
  return { width, height, data }
}

interface Taps {
  readonly count: number
  readonly first: Int32Array
  readonly weights: Float32Array
}

/** For every target position the first source position and the weights of `count` source values from there on. */
function tapsOf(source: number, target: number): Taps {
  const scale = source / target
  const radius = Math.max(1, scale)
  const count = Math.min(source, Math.ceil(radius) * 2 + 1)
  const first = new Int32Array(target)
  const weights = new Float32Array(target * count)
  for (let i = 0; i < target; i++) {
    const centre = (i + 0.5) * scale - 0.5
    const start = Math.max(0, Math.min(source - count, Math.round(centre) - (count >> 1)))
    first[i] = start
    let total = 0
    for (let k = 0; k < count; k++) {
      const weight = Math.max(0, 1 - Math.abs(start + k - centre) / radius)
      weights[i * count + k] = weight
      total += weight
    }
    if (total === 0) weights[i * count + Math.min(count - 1, Math.max(0, Math.round(centre) - start))] = total = 1
    for (let k = 0; k < count; k++) weights[i * count + k]! /= total
  }
  return { count, first, weights }
}
