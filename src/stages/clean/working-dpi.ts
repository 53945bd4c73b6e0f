/** Long side of A4 in inches. */
const a4Inches = 11.69
/** A sheet outside these sizes (long side, inches) has a wrong dpi: cameras write 72 whatever the distance. A5 … A2. */
const smallestInches = 7.5
const largestInches = 24
/** Above this, print gains nothing and time is lost: 300 dpi pages read the same at 225, in six sevenths of the time. */
const maxDpi = 260
const enoughDpi = 225

/**
 * The resolution to work with: the picture's own where the sheet's size is then believable, else as if the sheet were A4;
 * and by how much to shrink a page that is finer than reading needs.
 */
export function workingDpi(sheet: { width: number; height: number }, dpi: number): { dpi: number; shrink: number } {
  const long = Math.max(sheet.width, sheet.height)
  const inches = long / dpi
  const isBelievable = dpi > 0 && inches >= smallestInches && inches <= largestInches
  const believed = isBelievable ? dpi : long / a4Inches
  return { dpi: believed, shrink: believed > maxDpi ? believed / enoughDpi : 1 }
}
