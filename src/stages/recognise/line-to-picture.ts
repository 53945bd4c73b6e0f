import type { PageImage } from '../../model/page-image.ts'
import { type Patch, paper } from './box-to-patch.ts'
import { type Band, columnInk } from './patch-to-bands.ts'

/** How a line is framed for the recogniser, in text heights. */
export interface Framing {
  /** White above and below. The picture is scaled to a fixed height, so more white makes the characters smaller and reading cheaper. */
  readonly margin: number
  /** White left and right. */
  readonly side: number
}

/** Tight, so that characters are large: the best single look. */
export const firstLook: Framing = { margin: 0.08, side: 0.2 }
/** Looser, so that the network sees everything at another scale: the best second look, and a cheaper one. */
export const secondLook: Framing = { margin: 0.25, side: 0.3 }

/** White between two words is kept up to this many text heights: wider is only cost. */
const widestGap = 1.5
/** A sign stands no farther from its neighbour than this, in text heights. */
const faintGap = 0.6
/** What a wider gap is narrowed to. */
const narrowedGap = 0.75

/**
 * The picture of one line of a patch. Rows of the neighbouring lines that fall into the margin are left out,
 * and a line of small signs (`一`, `=`) keeps the scale of the page's print.
 */
export function lineToPicture(
  patch: Patch,
  lines: readonly Band[],
  index: number,
  textHeight: number,
  dpi: number,
  framing: Framing,
): PageImage {
  const line = lines[index]!
  const tall = Math.max(line.bottom - line.top, textHeight)
  const margin = Math.round(framing.margin * tall)
  const side = Math.round(framing.side * tall)
  const middle = (line.top + line.bottom) / 2
  const height = tall + 2 * margin
  const top = Math.round(middle - height / 2)
  const from = Math.max(0, lines[index - 1]?.bottom ?? 0)
  const to = Math.min(patch.height, lines[index + 1]?.top ?? patch.height)
  const columns = keptColumns(patch, line, textHeight)
  const width = columns.length + 2 * side
  const data = new Uint8Array(width * height).fill(paper)
  for (let y = Math.max(from, top); y < Math.min(to, top + height); y++) {
    const source = y * patch.width
    const target = (y - top) * width + side
    for (let i = 0; i < columns.length; i++) data[target + i] = patch.data[source + columns[i]!]!
  }
  return { width, height, channels: 1, dpi, data }
}

/**
 * The outermost column of a line towards `step`: past its last ink, where a sign too faint for the page's threshold (`一`, a thin 0)
 * stands next to it, that sign's.
 */
function faintEnd(patch: Patch, line: Band, textHeight: number, step: 1 | -1): number {
  const level = (patch.threshold + paper) / 2
  const end = step === 1 ? line.right - 1 : line.left
  let last = end
  for (let x = end + step; Math.abs(x - last) <= faintGap * textHeight && x >= 0 && x < patch.width; x += step) {
    let count = 0
    for (let y = line.top; y < line.bottom; y++) if (patch.data[y * patch.width + x]! < level) count++
    if (count >= 2) last = x
  }
  return last
}

/** The columns of a line from its first to its last ink, a little white around it, wide gaps narrowed. */
function keptColumns(patch: Patch, line: Band, textHeight: number): number[] {
  const ink = columnInk(patch, line.top, line.bottom)
  const columns: number[] = []
  let lastInk = line.left
  const from = Math.max(0, faintEnd(patch, line, textHeight, -1) - 1)
  const to = Math.min(patch.width, faintEnd(patch, line, textHeight, 1) + 2)
  for (let x = from; x < to; x++) {
    if (ink[x] === 0) {
      columns.push(x)
      continue
    }
    const gap = x - lastInk - 1
    if (gap > widestGap * textHeight) columns.length -= Math.round(gap - narrowedGap * textHeight)
    columns.push(x)
    lastInk = x
  }
  return columns
}
