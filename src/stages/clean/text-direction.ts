import type { InkMap } from './ink-map.ts'

/** Which way lines of text run, and how surely (0..1). */
export interface TextDirection {
  readonly isSideways: boolean
  readonly confidence: number
}

/** Small windows, so that one line of text in a cell is seen as a band (entries of an ink map; 12 mm). */
const windowSize = 48

/**
 * Lines of text are bands with white between them; across them, letters leave no such gaps. Over small windows the ink's projection
 * on the side of the page (by rows) therefore varies more than that on its foot (by columns) where text runs upright. Rules are left
 * out: they vary alike both ways.
 */
export function inkToTextDirection(map: InkMap): TextDirection {
  const ink = withoutRules(map)
  let byRows = 0
  let byColumns = 0
  const rowSums = new Float64Array(windowSize)
  const columnSums = new Float64Array(windowSize)
  for (let top = 0; top + windowSize <= map.height; top += windowSize) {
    for (let left = 0; left + windowSize <= map.width; left += windowSize) {
      rowSums.fill(0)
      columnSums.fill(0)
      let total = 0
      for (let y = 0; y < windowSize; y++) {
        const at = (top + y) * map.width + left
        for (let x = 0; x < windowSize; x++) {
          if (!ink[at + x]) continue
          rowSums[y]!++
          columnSums[x]!++
          total++
        }
      }
      if (total < windowSize) continue
      byRows += unevenness(rowSums, total)
      byColumns += unevenness(columnSums, total)
    }
  }
  const sum = byRows + byColumns
  if (sum === 0) return { isSideways: false, confidence: 0 }
  return { isSideways: byColumns > byRows, confidence: Math.min(1, (3 * Math.abs(byRows - byColumns)) / sum) }
}

/** Variance of the sums, smoothed over three entries against the strokes inside letters, relative to the window's ink. */
function unevenness(sums: Float64Array, total: number): number {
  const mean = total / sums.length
  let variance = 0
  for (let i = 1; i < sums.length - 1; i++) variance += ((sums[i - 1]! + sums[i]! + sums[i + 1]!) / 3 - mean) ** 2
  return variance / mean
}

/** The ink without runs longer than letters, either way. */
function withoutRules(map: InkMap): Uint8Array {
  const { width, height } = map
  const ink = Uint8Array.from(map.ink)
  const longest = 22
  const clear = (start: number, count: number, step: number) => {
    for (let i = 0, run = 0; i <= count; i++) {
      if (i < count && map.ink[start + i * step]) {
        run++
        continue
      }
      if (run > longest) for (let k = i - run; k < i; k++) ink[start + k * step] = 0
      run = 0
    }
  }
  for (let y = 0; y < height; y++) clear(y * width, width, 1)
  for (let x = 0; x < width; x++) clear(x, height, width)
  return ink
}
