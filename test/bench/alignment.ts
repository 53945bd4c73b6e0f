/** Levenshtein distance in code points. */
export function editDistance(left: string, right: string): number {
  if (left === right) return 0
  const a = [...left]
  const b = [...right]
  const row = Uint32Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, char] of a.entries()) {
    let diagonal = i
    row[0] = i + 1
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!
      row[j] = Math.min(above + 1, row[j - 1]! + 1, diagonal + (char === b[j - 1] ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.length]!
}

/** Edit distance as a share of the longer text: 0 the same, 1 nothing in common. */
export function unlikeness(a: string, b: string): number {
  return editDistance(a, b) / Math.max(a.length, b.length, 1)
}

/** Cost of a text on one side without a partner on the other. */
const GAP = 0.6

/** Least-cost monotone pairing of two lists of texts, as indices; -1 where one has no partner. */
export function alignTexts(gold: readonly string[], got: readonly string[]): [gold: number, got: number][] {
  const pairCost = gold.map(a => got.map(b => unlikeness(a, b)))
  const best: number[][] = Array.from({ length: gold.length + 1 }, (_, i) =>
    Array.from({ length: got.length + 1 }, (_, j) => (i === 0 || j === 0 ? (i + j) * GAP : 0)),
  )
  const at = (i: number, j: number) => best[i]?.[j] ?? Number.POSITIVE_INFINITY
  const paired = (i: number, j: number) => at(i - 1, j - 1) + (pairCost[i - 1]?.[j - 1] ?? Number.POSITIVE_INFINITY)
  for (let i = 1; i <= gold.length; i++) {
    for (let j = 1; j <= got.length; j++) best[i]![j] = Math.min(at(i - 1, j) + GAP, at(i, j - 1) + GAP, paired(i, j))
  }
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-9
  const pairs: [number, number][] = []
  let [i, j] = [gold.length, got.length]
  while (i > 0 || j > 0) {
    if (i > 0 && j > 0 && near(at(i, j), paired(i, j))) pairs.push([--i, --j])
    else if (i > 0 && near(at(i, j), at(i - 1, j) + GAP)) pairs.push([--i, -1])
    else pairs.push([-1, --j])
  }
  return pairs.reverse()
}
