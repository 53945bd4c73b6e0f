/** `sums[i]` is the sum over the items before i. */
export function runningSums<Item>(items: readonly Item[], costOf: (item: Item, index: number) => number): Float64Array {
  const sums = new Float64Array(items.length + 1)
  for (const [index, item] of items.entries()) sums[index + 1] = sums[index]! + costOf(item, index)
  return sums
}
