import type { Edge, EdgeTolerance } from './edge.ts'

/**
 * Pieces → whole lines: edges of one orientation at (nearly) one position become one edge where they overlap or nearly touch.
 * The position of a line is the mean of its pieces weighted by length. Sorted by orientation, position, start.
 */
export function edgesToLines(edges: readonly Edge[], tolerance: EdgeTolerance): Edge[] {
  return [...linesOf(edges, 'horizontal', tolerance), ...linesOf(edges, 'vertical', tolerance)]
}

function linesOf(edges: readonly Edge[], orientation: Edge['orientation'], tolerance: EdgeTolerance): Edge[] {
  const sorted = edges
    .filter(e => e.orientation === orientation && e.end > e.start)
    .sort((a, b) => a.position - b.position)
  return positionGroups(sorted, tolerance.snap).flatMap(group => bridged(group, tolerance.bridge))
}

/** Groups edges sorted by position; a group never spans more than twice `snap`, so that a staircase cannot melt into one line. */
function positionGroups(sorted: readonly Edge[], snap: number): Edge[][] {
  const groups: Edge[][] = []
  for (const edge of sorted) {
    const group = groups.at(-1)
    const fits =
      group && edge.position - group.at(-1)!.position <= snap && edge.position - group[0]!.position <= 2 * snap
    if (fits) group.push(edge)
    else groups.push([edge])
  }
  return groups
}

function bridged(group: readonly Edge[], bridge: number): Edge[] {
  const lines: Edge[] = []
  let pieces: Edge[] = []
  let end = Number.NEGATIVE_INFINITY
  const close = () => {
    if (pieces.length > 0) lines.push(joined(pieces))
    pieces = []
  }
  for (const edge of [...group].sort((a, b) => a.start - b.start)) {
    if (edge.start > end + bridge) close()
    pieces.push(edge)
    end = pieces.length === 1 ? edge.end : Math.max(end, edge.end)
  }
  close()
  return lines
}

function joined(pieces: readonly Edge[]): Edge {
  const length = pieces.reduce((sum, e) => sum + (e.end - e.start), 0)
  return {
    orientation: pieces[0]!.orientation,
    position: pieces.reduce((sum, e) => sum + e.position * (e.end - e.start), 0) / length,
    start: Math.min(...pieces.map(e => e.start)),
    end: Math.max(...pieces.map(e => e.end)),
  }
}
