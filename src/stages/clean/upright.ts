import { type Components, rasterToComponents } from './components.ts'
import type { Raster } from './resample.ts'

/**
 * How sure it is that a page whose lines run level is not upside down, as the points and commas of its figures tell.
 * `likely`: some marks say so and nothing speaks against it; `unknown`: few marks, or marks that disagree.
 */
export type UprightVote = 'upright' | 'likely' | 'unknown' | 'upside-down'

const inkLevel = 140
/** Enough marks to be sure: looking further costs time. */
const enoughVotes = 12
/** Marks and figures by their height and width in mm. */
const markMm = { smallest: 0.2, largest: 1.2 }
const figureMm = { smallest: 1.2, largest: 5 }

/**
 * Looks at the page band by band until enough marks have voted. A mark votes when it stands in a number: between two figures of one
 * height, with a third beside them. It hangs low when the page is upright. (Stops in prose are no such sign: in many fonts letters
 * fall apart into pieces like them.)
 */
export function rasterToUprightVote(raster: Raster, dpi: number): UprightVote {
  const pxPerMm = dpi / 25.4
  const band = Math.max(1, Math.round(25 * pxPerMm))
  let low = 0
  let high = 0
  for (let top = 0; top < raster.height && low + high < enoughVotes; top += band) {
    const votes = bandVotes(raster, pxPerMm, top, Math.min(raster.height, top + band))
    low += votes.low
    high += votes.high
  }
  if (low >= 5 && low >= 4 * high) return 'upright'
  // Most pages are upright: to turn one over takes more.
  if (high >= 8 && high >= 8 * low) return 'upside-down'
  return low >= 2 && low >= 2 * high ? 'likely' : 'unknown'
}

function bandVotes(raster: Raster, pxPerMm: number, top: number, bottom: number): { low: number; high: number } {
  const pieces = rasterToComponents(raster, inkLevel, top, bottom)
  const figures: number[] = []
  const marks: number[] = []
  for (let p = 0; p < pieces.count; p++) {
    const width = pieceWidth(pieces, p) / pxPerMm
    const height = pieceHeight(pieces, p) / pxPerMm
    if (height >= figureMm.smallest && height <= figureMm.largest && width < height * 0.85) figures.push(p)
    else if (
      height >= markMm.smallest &&
      height <= markMm.largest &&
      width >= markMm.smallest &&
      width <= markMm.largest
    )
      marks.push(p)
  }
  figures.sort((a, b) => pieces.left[a]! - pieces.left[b]!)
  let low = 0
  let high = 0
  for (const mark of marks) {
    const place = placeInNumber(pieces, figures, mark)
    if (place === null) continue
    if (place > 0.8) low++
    else if (place < 0.2) high++
  }
  return { low, high }
}

/** Where the middle of a mark lies in the height of the number it stands in, 0 top … 1 bottom; null if it stands in none. */
function placeInNumber(pieces: Components, figures: readonly number[], mark: number): number | null {
  const before = figureBeside(pieces, figures, mark, mark, -1)
  const after = figureBeside(pieces, figures, mark, mark, 1)
  if (before === null || after === null || !isSameHeight(pieces, before, after)) return null
  const next = figureBeside(pieces, figures, after, mark, 1)
  const last = figureBeside(pieces, figures, before, mark, -1)
  const hasThird =
    (next !== null && isSameHeight(pieces, next, after)) || (last !== null && isSameHeight(pieces, last, before))
  if (!hasThird) return null
  const height = pieceHeight(pieces, before)
  if (pieceHeight(pieces, mark) > height * 0.5 || pieceWidth(pieces, mark) > height * 0.4) return null
  return ((pieces.top[mark]! + pieces.bottom[mark]!) / 2 - pieces.top[before]!) / height
}

/** The nearest figure on one side of `piece`, no farther than letters of one number stand apart, in the line of `mark`. */
function figureBeside(
  pieces: Components,
  figures: readonly number[],
  piece: number,
  mark: number,
  side: -1 | 1,
): number | null {
  const middle = (pieces.top[mark]! + pieces.bottom[mark]!) / 2
  let best: number | null = null
  let bestGap = Number.POSITIVE_INFINITY
  for (const figure of figures) {
    if (figure === piece) continue
    const height = pieceHeight(pieces, figure)
    const gap = side === 1 ? pieces.left[figure]! - pieces.right[piece]! : pieces.left[piece]! - pieces.right[figure]!
    if (gap < -height * 0.1 || gap > height * 0.4 || gap >= bestGap) continue
    if (middle < pieces.top[figure]! - height * 0.3 || middle > pieces.bottom[figure]! + height * 0.3) continue
    best = figure
    bestGap = gap
  }
  return best
}

function isSameHeight(pieces: Components, a: number, b: number): boolean {
  const slack = Math.max(1, pieceHeight(pieces, a) * 0.08)
  return Math.abs(pieces.top[a]! - pieces.top[b]!) <= slack && Math.abs(pieces.bottom[a]! - pieces.bottom[b]!) <= slack
}

function pieceWidth(pieces: Components, p: number): number {
  return pieces.right[p]! - pieces.left[p]!
}

function pieceHeight(pieces: Components, p: number): number {
  return pieces.bottom[p]! - pieces.top[p]!
}
