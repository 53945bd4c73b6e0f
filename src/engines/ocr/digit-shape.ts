import type { LineTensor } from './line-tensor.ts'

/** Greys (−1 black … 1 white) darker than this are ink. */
const inkLevel = 0.3
/** A digit is at most, and at least, so wide by its height: what is wider is several that touch. */
const widest = 0.85
const narrowest = 0.3
/** And at least so high by the height of the line. */
const leastHeight = 0.35
/** The rows, as shares of a digit's height, below the flag of a 5 and above its bowl, and the columns in which a 3 has its stroke there. */
const rows = { from: 0.17, to: 0.36 } as const
const rightFrom = 0.45

/**
 * How much of the way from the top of the digit around column `middle` to its waist shows ink at its right, 0..1: all of it in a 3, next
 * to none in a 5. Null where no single digit stands there.
 */
export function upperRightInk(line: LineTensor, middle: number): number | null {
  const extent = digitAt(line, middle)
  if (extent === null) return null
  const { left, right, top, bottom } = extent
  const tall = bottom - top
  const wide = right - left
  if (tall < leastHeight * line.height || wide > widest * tall || wide < narrowest * tall) return null
  const from = Math.round(top + rows.from * tall)
  const to = Math.round(top + rows.to * tall)
  const first = Math.round(left + rightFrom * wide)
  let inked = 0
  for (let y = from; y < to; y++) if (hasInk(line, first, right, y, y + 1)) inked++
  return inked / (to - from)
}

interface Extent {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The columns of connected ink around or next to a column, and the rows that hold it; `right` and `bottom` excluded. */
function digitAt(line: LineTensor, middle: number): Extent | null {
  const { width, height } = line
  const isInked = (x: number) => x >= 0 && x < width && hasInk(line, x, x + 1, 0, height)
  const offsets = Array.from({ length: height >> 2 }, (_, i) => (i % 2 === 0 ? i >> 1 : -(i + 1) >> 1))
  const at = offsets.map(offset => Math.round(middle) + offset).find(isInked)
  if (at === undefined) return null
  let [left, right, top, bottom] = [at, at + 1, 0, height]
  while (isInked(left - 1)) left--
  while (isInked(right)) right++
  while (!hasInk(line, left, right, top, top + 1)) top++
  while (!hasInk(line, left, right, bottom - 1, bottom)) bottom--
  return { left, right, top, bottom }
}

function hasInk({ data, width }: LineTensor, left: number, right: number, top: number, bottom: number): boolean {
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (data[y * width + x]! < inkLevel) return true
  return false
}
