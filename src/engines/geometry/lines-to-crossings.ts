import type { Edge, EdgeTolerance } from './edge.ts'

/** A horizontal and a vertical line that meet, by their index in the list of lines. */
export interface Crossing {
  readonly horizontal: number
  readonly vertical: number
}

/** All places where a horizontal and a vertical line meet; a line's end may fall short by `tolerance.reach`. */
export function linesToCrossings(lines: readonly Edge[], tolerance: EdgeTolerance): Crossing[] {
  const crossings: Crossing[] = []
  for (const [h, horizontal] of lines.entries()) {
    if (horizontal.orientation !== 'horizontal') continue
    for (const [v, vertical] of lines.entries()) {
      if (vertical.orientation !== 'vertical') continue
      if (
        isWithin(vertical.position, horizontal, tolerance.reach) &&
        isWithin(horizontal.position, vertical, tolerance.reach)
      )
        crossings.push({ horizontal: h, vertical: v })
    }
  }
  return crossings
}

/** Lines that hang together by crossings: each group is a table, or a box drawn around something. Lines that cross nothing are left out. */
export function crossingsToLineGroups(lines: readonly Edge[], crossings: readonly Crossing[]): Edge[][] {
  const parent = lines.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (const { horizontal, vertical } of crossings) parent[root(horizontal)] = root(vertical)
  const groupsByRoot = new Map<number, Edge[]>()
  const crossed = new Set(crossings.flatMap(c => [c.horizontal, c.vertical]))
  for (const [i, line] of lines.entries()) {
    if (!crossed.has(i)) continue
    const group = groupsByRoot.get(root(i))
    if (group) group.push(line)
    else groupsByRoot.set(root(i), [line])
  }
  return [...groupsByRoot.values()]
}

function isWithin(position: number, line: Edge, reach: number): boolean {
  return position >= line.start - reach && position <= line.end + reach
}
