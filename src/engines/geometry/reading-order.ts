import type { Box } from '../../model/box.ts'
import { type Leaf, leafOf } from './leaves.ts'

/** Something that stands on a page, with the box of its first line of text or first cell. */
export interface Placed<Item> {
  readonly item: Item
  readonly head: Box
}

/** Leaf by leaf from the left; on each top to bottom; what stands on one height, left to right. */
export function inReadingOrder<Item>(placed: readonly Placed<Item>[], leaves: readonly Leaf[]): Item[] {
  return leaves.flatMap(leaf => onLeaf(placed.filter(({ head }) => leafOf(head, leaves) === leaf)))
}

function onLeaf<Item>(placed: readonly Placed<Item>[]): Item[] {
  const rows: Placed<Item>[][] = []
  for (const one of [...placed].sort((a, b) => a.head.y - b.head.y)) {
    const row = rows.at(-1)
    const first = row?.[0]?.head
    const isBeside = first && one.head.y < first.y + Math.min(first.height, one.head.height) / 2
    if (row && isBeside) row.push(one)
    else rows.push([one])
  }
  return rows.flatMap(row => row.sort((a, b) => a.head.x - b.head.x).map(({ item }) => item))
}
