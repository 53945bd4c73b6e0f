import type { Raster } from './resample.ts'

/** The brightness of bare paper over the page, on a coarse net: entry (column, row) holds for the middle of its block. */
export interface Ground {
  readonly block: number
  readonly columns: number
  readonly rows: number
  readonly levels: Uint8Array
}

/** Small enough to follow a fold's shadow, large enough that letters leave paper to see (mm). */
const blockMm = 2.5
/** Paper is the brighter part of a block; this share of it lies below the level taken. */
const paperQuantile = 0.7
/** What is darker than this against the page's median paper is no shadow on paper: a scanner's black border, a picture, a desk. */
const darkestPaper = 0.42
/** Noise of paper above this share of its level is made white. */
const whiteShare = 0.95

/** Measures the light that lies on the page. */
export function rasterToGround(raster: Raster, dpi: number): Ground {
  const { width, height, data } = raster
  const block = Math.max(8, Math.round((blockMm * dpi) / 25.4))
  const columns = Math.ceil(width / block)
  const rows = Math.ceil(height / block)
  const levels = new Uint8Array(columns * rows)
  const histogram = new Uint16Array(64)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      histogram.fill(0)
      let seen = 0
      for (let y = r * block; y < Math.min(height, (r + 1) * block); y += 2) {
        for (let x = c * block, end = Math.min(width, (c + 1) * block); x < end; x += 2) {
          histogram[data[y * width + x]! >> 2]!++
          seen++
        }
      }
      let bin = 63
      for (let above = histogram[63]!; bin > 0 && above < seen * (1 - paperQuantile); above += histogram[bin]!) bin--
      levels[r * columns + c] = bin * 4 + 3
    }
  }
  // Blocks that print fills take the paper's level from their neighbours; then steps between blocks are evened out.
  const closed = filtered(filtered(levels, columns, rows, largest), columns, rows, smallest)
  const floor = median(closed) * darkestPaper
  return { block, columns, rows, levels: filtered(closed, columns, rows, mean).map(v => Math.max(v, floor)) }
}

/** The page under even light: every px divided by the paper's brightness there. Only the white point moves; ink is not stretched. */
export function flattened(raster: Raster, ground: Ground): Raster {
  const { width, height, data } = raster
  const { block, columns, rows, levels } = ground
  const out = new Uint8Array(data.length)
  const gains = Float32Array.from(levels, level => 255 / (Math.max(1, level) * whiteShare))
  const rowGains = new Float32Array(columns)
  const shift = block / 2
  for (let y = 0; y < height; y++) {
    const at = Math.max(0, Math.min(rows - 1, (y + 0.5 - shift) / block))
    const upper = Math.floor(at)
    const lower = Math.min(rows - 1, upper + 1)
    const share = at - upper
    for (let c = 0; c < columns; c++)
      rowGains[c] = gains[upper * columns + c]! * (1 - share) + gains[lower * columns + c]! * share
    for (let c = -1; c < columns; c++) {
      const start = Math.max(0, Math.round(c * block + shift))
      const end = Math.min(width, Math.round((c + 1) * block + shift))
      const left = rowGains[Math.max(0, c)]!
      const step = (rowGains[Math.min(columns - 1, c + 1)]! - left) / block
      let gain = left + step * (start + 0.5 - (c * block + shift))
      for (let i = y * width + start, last = y * width + end; i < last; i++, gain += step) {
        const value = data[i]! * gain
        out[i] = Math.min(value, 255)
      }
    }
  }
  return { width, height, data: out }
}

/** Whether the paper is white and evenly lit already: nothing to divide by. */
export function isEvenWhite(ground: Ground): boolean {
  let dark = 0
  for (const level of ground.levels) if (level < 250) dark++
  return dark === 0
}

type Reduce = (values: readonly number[]) => number
const largest: Reduce = values => Math.max(...values)
const smallest: Reduce = values => Math.min(...values)
const mean: Reduce = values => values.reduce((a, b) => a + b, 0) / values.length

function filtered(levels: Uint8Array, columns: number, rows: number, reduce: Reduce): Uint8Array {
  const out = new Uint8Array(levels.length)
  const around: number[] = []
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      around.length = 0
      for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y++)
        for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x++) around.push(levels[y * columns + x]!)
      out[r * columns + c] = reduce(around)
    }
  }
  return out
}

function median(levels: Uint8Array): number {
  return Uint8Array.from(levels).sort()[levels.length >> 1]!
}
