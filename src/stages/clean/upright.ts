import { rasterToComponents } from './components.ts'
import type { Raster } from './resample.ts'

/**
 * Whether a page whose lines run level stands on its head: votes of small marks (commas, full stops, decimal points) that hang low
 * beside a letter when upright and high when turned. `confidence` is 0..1; a page with few marks gets little.
 */
export interface UprightVote {
  readonly isUpsideDown: boolean
  readonly confidence: number
}

const inkLevel = 140
/** Enough marks to be sure: looking further costs time. */
const enoughVotes = 60
const markMm = { smallest: 0.25, largest: 1.3 }
const letterMm = { lowest: 1.3, highest: 8 }

/** Looks at the page band by band until enough marks have voted. */
export function rasterToUprightVote(raster: Raster, dpi: number): UprightVote {
  const pxPerMm = dpi / 25.4
  const band = Math.max(1, Math.round(30 * pxPerMm))
  let low = 0
  let high = 0
  for (let top = 0; top < raster.height && low + high < enoughVotes; top += band) {
    const votes = bandVotes(raster, pxPerMm, top, Math.min(raster.height, top + band))
    low += votes.low
    high += votes.high
  }
  const total = low + high
  if (total === 0) return { isUpsideDown: false, confidence: 0 }
  return { isUpsideDown: high > low, confidence: (Math.abs(low - high) / total) * Math.min(1, total / 8) }
}

function bandVotes(raster: Raster, pxPerMm: number, top: number, bottom: number): { low: number; high: number } {
  const pieces = rasterToComponents(raster, inkLevel, top, bottom)
  const letters: number[] = []
  const marks: number[] = []
  for (let p = 0; p < pieces.count; p++) {
    const width = (pieces.right[p]! - pieces.left[p]!) / pxPerMm
    const height = (pieces.bottom[p]! - pieces.top[p]!) / pxPerMm
    if (width >= markMm.smallest && height >= markMm.smallest && width <= markMm.largest && height <= markMm.largest)
      marks.push(p)
    else if (height >= letterMm.lowest && height <= letterMm.highest && width <= letterMm.highest) letters.push(p)
  }
  letters.sort((a, b) => pieces.left[a]! - pieces.left[b]!)
  let low = 0
  let high = 0
  for (const mark of marks) {
    const line = neighbours(pieces, letters, mark, pxPerMm)
    if (!line) continue
    const place = ((pieces.top[mark]! + pieces.bottom[mark]!) / 2 - line.top) / (line.bottom - line.top)
    if (place > 0.72) low++
    else if (place < 0.28) high++
  }
  return { low, high }
}

/**
 * The height of the line a mark stands in, from the letters on both sides of it; null if it is not a mark of its own: letters above,
 * below or around it make it a part of a letter.
 */
function neighbours(
  pieces: ReturnType<typeof rasterToComponents>,
  letters: readonly number[],
  mark: number,
  pxPerMm: number,
): { top: number; bottom: number } | null {
  const [left, right, top, bottom] = [pieces.left[mark]!, pieces.right[mark]!, pieces.top[mark]!, pieces.bottom[mark]!]
  const reach = 3 * pxPerMm
  let lineTop = Number.POSITIVE_INFINITY
  let lineBottom = Number.NEGATIVE_INFINITY
  let from = lowerBound(pieces.left, letters, left - reach - letterMm.highest * pxPerMm)
  let hasBefore = false
  for (; from < letters.length; from++) {
    const l = letters[from]!
    if (pieces.left[l]! > right + reach) break
    if (pieces.right[l]! < left - reach) continue
    const height = pieces.bottom[l]! - pieces.top[l]!
    if (pieces.bottom[l]! < top - height * 0.4 || pieces.top[l]! > bottom + height * 0.4) continue
    if (pieces.right[l]! > left && pieces.left[l]! < right) return null
    if (pieces.right[l]! <= left) hasBefore = true
    lineTop = Math.min(lineTop, pieces.top[l]!)
    lineBottom = Math.max(lineBottom, pieces.bottom[l]!)
  }
  return hasBefore && lineBottom > lineTop ? { top: lineTop, bottom: lineBottom } : null
}

function lowerBound(left: Int32Array, sorted: readonly number[], x: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (left[sorted[middle]!]! < x) low = middle + 1
    else high = middle
  }
  return low
}
