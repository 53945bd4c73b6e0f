import type { Box } from '../../model/box.ts'

/** One page of a sheet that several are printed on side by side: its left and right end, in the unit of the boxes. */
export interface Leaf {
  readonly left: number
  readonly right: number
}

/** Nearer to the middle than this share of the sheet's width lies the gutter of two pages of one size. */
const gutterReach = 0.1

/**
 * The pages that stand side by side on a sheet of `width` × `height`: two where no table crosses the middle and tables stand on both sides
 * of it at one height, or the sheet is wider than high and none of its `lines` crosses either (null: not known yet); else the sheet is
 * one. A sheet whose second page is blank has two as well: what goes on from the sheet before has its columns in the same places of
 * its own page.
 */
export function leavesOf(tables: readonly Box[], lines: readonly Box[] | null, width: number, height: number): Leaf[] {
  const whole = [{ left: 0, right: width }]
  const middle = width / 2
  const isLeft = (table: Box) => table.x + table.width / 2 < middle
  const left = tables.filter(isLeft)
  const right = tables.filter(table => !isLeft(table))
  const gutter = {
    left: Math.max(middle - gutterReach * width, ...left.map(table => table.x + table.width)),
    right: Math.min(middle + gutterReach * width, ...right.map(table => table.x)),
  }
  if (tables.length === 0 || gutter.left >= gutter.right) return whole
  const split = Math.min(Math.max(middle, gutter.left), gutter.right)
  const isCrossed = lines?.some(line => line.x < split && line.x + line.width > split) ?? true
  const areBeside = left.some(a => right.some(b => overlapsInHeight(a, b)))
  if (!areBeside && (width <= height || isCrossed)) return whole
  return [
    { left: 0, right: split },
    { left: split, right: width },
  ]
}

function overlapsInHeight(a: Box, b: Box): boolean {
  return a.y < b.y + b.height && b.y < a.y + a.height
}

/** Places across the sheet as fractions of the width of a leaf. */
export function acrossLeaf(places: readonly number[], { left, right }: Leaf): number[] {
  return places.map(x => (x - left) / (right - left))
}

/** A box belongs to the first leaf that holds so much of its width. */
const leastShare = 0.1

/** The leaf that a box stands on; a title over both pages belongs to the first. */
export function leafOf(box: Box, leaves: readonly Leaf[]): Leaf {
  return leaves.find(leaf => leaf.right - box.x > leastShare * box.width) ?? leaves.at(-1)!
}
