import type { Grid, GridCell } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'

/** No printed text fits into a cell narrower or lower than this (mm). */
const leastSideMm = 2.2
/** A side that shows ink on less than this share of its length was inferred. */
const leastCover = 0.5
/** How far from the side's place its rule may lie (mm), and how dark it must be. */
const slackMm = 0.35
const inkLevel = 200

/**
 * The cells of a grid that a detector of text should look at again: too small to hold text, or with a side that ink does not show
 * (sides at which the page cuts a cell aside). `image` is the clean page the grid was found on.
 */
export function doubtfulCells(image: PageImage, grid: Grid): GridCell[] {
  const pxPerMm = image.dpi / 25.4
  return grid.cells.filter(cell => {
    const { x, y, width, height } = cell.box
    if (Math.min(width, height) < leastSideMm * pxPerMm) return true
    const slack = Math.max(1, Math.round(slackMm * pxPerMm))
    const sides = [
      sideCover(image, 'vertical', x, y, height, slack),
      sideCover(image, 'vertical', x + width, y, height, slack),
      ...(cell.cut === 'top' || cell.cut === 'both' ? [] : [sideCover(image, 'horizontal', y, x, width, slack)]),
      ...(cell.cut === 'bottom' || cell.cut === 'both'
        ? []
        : [sideCover(image, 'horizontal', y + height, x, width, slack)]),
    ]
    return Math.min(...sides) < leastCover
  })
}

/** Share of the px along a side, from `from` for `length`, that have ink within `slack` of `position` across it. */
function sideCover(
  image: PageImage,
  orientation: 'horizontal' | 'vertical',
  position: number,
  from: number,
  length: number,
  slack: number,
): number {
  const { width, height, data } = image
  const [alongStep, acrossStep, alongCount, acrossCount] =
    orientation === 'horizontal' ? [1, width, width, height] : [width, 1, height, width]
  const first = Math.max(0, Math.round(from) + slack)
  const last = Math.min(alongCount, Math.round(from + length) - slack)
  const middle = Math.round(position)
  let inked = 0
  for (let b = first; b < last; b++) {
    for (let a = Math.max(0, middle - slack); a <= Math.min(acrossCount - 1, middle + slack); a++) {
      if (data[b * alongStep + a * acrossStep]! >= inkLevel) continue
      inked++
      break
    }
  }
  return last <= first ? 1 : inked / (last - first)
}
