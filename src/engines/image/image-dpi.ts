/** Long side of A4 in inches. */
const a4Inches = 297 / 25.4
/** Sides of pages that come out of a scanner, in inches: a receipt's length to A1's. */
const plausibleInches = { least: 4, most: 34 }
/** Files that know no resolution state that of a screen. */
const screenDensities = new Set([1, 72, 96])

/** Resolution of a picture of a page: what its file states where that makes a page of plausible size, else that of an A4 page filling it. */
export function imageDpi(width: number, height: number, stated: number | undefined): number {
  const longSide = Math.max(width, height)
  const isPlausible =
    stated !== undefined &&
    !screenDensities.has(Math.round(stated)) &&
    longSide / stated >= plausibleInches.least &&
    longSide / stated <= plausibleInches.most
  return isPlausible ? stated : longSide / a4Inches
}
