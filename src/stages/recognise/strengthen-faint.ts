import { type Patch, paper } from './box-to-patch.ts'

/** Side of the squares that are looked at, inches: about one character. */
const tileInches = 0.13
/** Ink at least this dark needs no help. */
const darkEnough = 150
/** What faint ink is brought to. */
const target = 90
/** The mean of 3 × 3 px of paper never falls below this, even on noisy scans (seen: 228 once in a hundred squares). */
const faintest = 226
const greatestGain = 6

/**
 * True where a cell holds ink, away from its borders by `rim` whole px, that is too faint for the page's threshold. The grey rims of dark
 * strokes do not count: faint squares beside dark ones are passed over.
 */
export function hasFaintInk(patch: Patch, dpi: number, rim: number): boolean {
  const tile = tileOf(dpi)
  const columns = Math.max(0, Math.ceil((patch.width - 2 * rim) / tile))
  const rows = Math.max(0, Math.ceil((patch.height - 2 * rim) / tile))
  const spots = new Float32Array(columns * rows)
  for (let i = 0; i < spots.length; i++) {
    const left = rim + (i % columns) * tile
    const top = rim + Math.floor(i / columns) * tile
    const right = Math.min(left + tile, patch.width - rim)
    spots[i] = darkestSpot(patch, { left, top, right, bottom: Math.min(top + tile, patch.height - rim) })
  }
  return spots.some((spot, i) => {
    if (spot < patch.threshold || spot >= faintest) return false
    return neighbours(i, columns, rows).every(j => spots[j]! >= patch.threshold)
  })
}

/**
 * Darkens print that glare or a removed seal left so faint that the page's threshold takes it for paper: square by square, by as much
 * as its own darkest spot lacks, evened out between neighbouring squares. Changes the patch.
 */
export function strengthenFaint(patch: Patch, dpi: number): void {
  const tile = tileOf(dpi)
  const columns = Math.ceil(patch.width / tile)
  const rows = Math.ceil(patch.height / tile)
  const gains = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const left = column * tile
      const top = row * tile
      const darkest = darkestSpot(patch, {
        left,
        top,
        right: Math.min(patch.width, left + tile),
        bottom: Math.min(patch.height, top + tile),
      })
      gains[row * columns + column] =
        darkest >= faintest ? 0 : Math.min(greatestGain, Math.max(1, (paper - target) / (paper - darkest)))
    }
  }
  multiplyInk(patch, filledGains(gains, columns, rows), columns, rows, tile)
}

function tileOf(dpi: number): number {
  return Math.max(8, Math.round(tileInches * dpi))
}

interface Square {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The darkest px of a square; where that is not dark, the darkest mean of 3 × 3 px, which noise does not reach. */
function darkestSpot(patch: Patch, { left, top, right, bottom }: Square): number {
  const { width, height, data } = patch
  let least = paper
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) if (data[y * width + x]! < least) least = data[y * width + x]!
  if (least < darkEnough || least >= faintest) return least
  let darkest = paper
  for (let y = Math.max(1, top); y < Math.min(height - 1, bottom); y++) {
    for (let x = Math.max(1, left); x < Math.min(width - 1, right); x++) {
      const at = y * width + x
      if (data[at]! >= faintest) continue
      let sum = 0
      for (const row of [at - width, at, at + width]) sum += data[row - 1]! + data[row]! + data[row + 1]!
      darkest = Math.min(darkest, sum / 9)
    }
  }
  return darkest
}

/** Squares without ink (0) take the mean of their neighbours that have some, else 1. */
function filledGains(gains: Float32Array, columns: number, rows: number): Float32Array {
  return gains.map((gain, i) => {
    if (gain > 0) return gain
    const inked = neighbours(i, columns, rows).filter(j => gains[j]! > 0)
    return inked.length === 0 ? 1 : inked.reduce((sum, j) => sum + gains[j]!, 0) / inked.length
  })
}

/** The up to eight squares around square `i`. */
function neighbours(i: number, columns: number, rows: number): number[] {
  const column = i % columns
  const row = (i - column) / columns
  const around: number[] = []
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
      if (r !== row || c !== column) around.push(r * columns + c)
    }
  }
  return around
}

/** Multiplies the darkness of every px by the gain there, interpolated between the middles of the squares. */
function multiplyInk(patch: Patch, gains: Float32Array, columns: number, rows: number, tile: number): void {
  const { width, height, data } = patch
  for (let y = 0; y < height; y++) {
    const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / tile - 0.5))
    const row = Math.floor(v)
    const below = Math.min(rows - 1, row + 1)
    for (let x = 0; x < width; x++) {
      const grey = data[y * width + x]!
      if (grey === paper) continue
      const u = Math.min(columns - 1, Math.max(0, (x + 0.5) / tile - 0.5))
      const column = Math.floor(u)
      const beside = Math.min(columns - 1, column + 1)
      const upper = gains[row * columns + column]! * (1 - u + column) + gains[row * columns + beside]! * (u - column)
      const lower =
        gains[below * columns + column]! * (1 - u + column) + gains[below * columns + beside]! * (u - column)
      data[y * width + x] = Math.max(0, paper - (paper - grey) * (upper * (1 - v + row) + lower * (v - row)))
    }
  }
}
