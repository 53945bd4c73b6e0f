import type { Patch } from './box-to-patch.ts'
import { withoutSpecks } from './drop-specks.ts'
import { type Band, bandOf, rowInk } from './patch-to-bands.ts'

/** Two bands are one line of text when together they are at most this many text heights high. */
const joinedHeight = 1.15
/** A band higher than this many text heights holds more than one line. */
const severalLines = 1.75
/** Between two lines the rows hold at most this share of the ink of an average row; large print (titles) has no such row. */
const valley = 0.3
/** Heights of print, inches: from 3 pt to headlines. */
const leastPrint = 0.03
const largestPrint = 0.5
/** Less ink than this share of a square of the text height is dirt: a full stop has 0.02, a dash 0.04. */
const leastInk = 0.015

/**
 * The height of the page's print, px: the median height of all bands, weighted by their width so that dots and dashes count little.
 * 0 where there is none.
 */
export function textHeightOf(bands: readonly Band[], dpi: number): number {
  const heightOf = (band: Band) => band.bottom - band.top
  const sorted = bands
    .filter(band => heightOf(band) >= leastPrint * dpi && heightOf(band) <= largestPrint * dpi)
    .sort((a, b) => heightOf(a) - heightOf(b))
  const total = sorted.reduce((sum, band) => sum + band.right - band.left, 0)
  let passed = 0
  for (const band of sorted) {
    passed += band.right - band.left
    if (passed * 2 >= total) return heightOf(band)
  }
  return 0
}

/** Bands made into lines of text: halves of characters joined, touching lines parted, dirt dropped (and painted over). Top to bottom. */
export function bandsToLines(patch: Patch, bands: readonly Band[], textHeight: number): Band[] {
  const least = leastInk * textHeight * textHeight
  const lines: Band[] = []
  for (const band of bands.filter(b => b.ink >= least / 3)) {
    const last = lines.at(-1)
    if (last !== undefined && band.bottom - last.top <= joinedHeight * textHeight)
      lines[lines.length - 1] = bandOf(patch, last.top, band.bottom)
    else lines.push(band)
  }
  return lines
    .flatMap(line => partedLines(patch, line, textHeight))
    .flatMap(line => withoutSpecks(patch, line, textHeight) ?? [])
    .filter(line => line.ink >= least)
}

/** A band that is too high for one line, cut where its rows hold least ink. */
function partedLines(patch: Patch, band: Band, textHeight: number): Band[] {
  const height = band.bottom - band.top
  if (height < severalLines * textHeight) return [band]
  const count = Math.max(2, Math.round(height / (textHeight * 1.3)))
  const rows = rowInk(patch)
  const mean = band.ink / height
  const cuts = [band.top]
  for (let i = 1; i < count; i++) {
    const middle = band.top + (height * i) / count
    const reach = height / count / 3
    let best = Math.round(middle)
    for (let y = Math.ceil(middle - reach); y <= middle + reach; y++) {
      if (rows[y]! < rows[best]! || (rows[y] === rows[best] && Math.abs(y - middle) < Math.abs(best - middle))) best = y
    }
    if (rows[best]! <= valley * mean) cuts.push(best)
  }
  cuts.push(band.bottom)
  return cuts
    .slice(1)
    .map((bottom, i) => bandOf(patch, cuts[i]!, bottom))
    .filter(line => line.ink > 0)
}
