import type { Edge, EdgeTolerance } from './edge.ts'

/**
 * The finest net over a group of lines: every line position becomes a row or column edge across the whole table.
 * `rightBorder[row][column]` is the share (0..1) of the unit's right side that a line covers; `bottomBorder`, `leftEdge` (one a row)
 * and `topEdge` (one a column) likewise.
 */
export interface Lattice {
  readonly rowEdges: readonly number[]
  readonly columnEdges: readonly number[]
  readonly rightBorder: readonly (readonly number[])[]
  readonly bottomBorder: readonly (readonly number[])[]
  readonly leftEdge: readonly number[]
  readonly topEdge: readonly number[]
  /** Lines run on past the last line across them: the table goes on there. */
  readonly openTop: boolean
  readonly openBottom: boolean
}

/** The net over one group of crossing lines; null where it has no unit. A side that lines run past, unclosed, gets an edge at their ends. */
export function linesToLattice(lines: readonly Edge[], tolerance: EdgeTolerance): Lattice | null {
  const horizontals = lines.filter(l => l.orientation === 'horizontal')
  const verticals = lines.filter(l => l.orientation === 'vertical')
  const rows = axisEdges(horizontals, verticals, tolerance)
  const columns = axisEdges(verticals, horizontals, tolerance)
  if (rows.edges.length < 2 || columns.edges.length < 2) return null
  const horizontalCover = borderCover(rows, columns.edges)
  const verticalCover = borderCover(columns, rows.edges)
  return {
    rowEdges: rows.edges,
    columnEdges: columns.edges,
    rightBorder: rows.edges.slice(1).map((_, r) => columns.edges.slice(1).map((_, c) => verticalCover[c + 1]![r]!)),
    bottomBorder: rows.edges.slice(1).map((_, r) => columns.edges.slice(1).map((_, c) => horizontalCover[r + 1]![c]!)),
    leftEdge: verticalCover[0]!,
    topEdge: horizontalCover[0]!,
    openTop: rows.openStart,
    openBottom: rows.openEnd,
  }
}

interface AxisEdges {
  readonly edges: readonly number[]
  /** The lines that lie on each edge; none on an edge that only closes an open side. */
  readonly linesByEdge: readonly (readonly Edge[])[]
  readonly openStart: boolean
  readonly openEnd: boolean
}

/** The positions of `along` as ascending edges, plus one at the ends of the lines `across` where they run on past the outermost edge. */
function axisEdges(along: readonly Edge[], across: readonly Edge[], tolerance: EdgeTolerance): AxisEdges {
  const groups: Edge[][] = []
  for (const line of [...along].sort((a, b) => a.position - b.position)) {
    const group = groups.at(-1)
    if (group && line.position - group[0]!.position <= tolerance.reach) group.push(line)
    else groups.push([line])
  }
  const edges = groups.map(g => g.reduce((sum, l) => sum + l.position, 0) / g.length)
  const overhang = 2 * tolerance.reach + tolerance.snap
  const before = across.filter(l => l.start < edges[0]! - overhang)
  const after = across.filter(l => l.end > edges.at(-1)! + overhang)
  // One long line among others may be an ornament; two, or the only one there is, are the sides of cells.
  const enough = Math.min(2, across.length)
  const openStart = before.length >= enough
  const openEnd = after.length >= enough
  return {
    edges: [
      ...(openStart ? [Math.min(...before.map(l => l.start))] : []),
      ...edges,
      ...(openEnd ? [Math.max(...after.map(l => l.end))] : []),
    ],
    linesByEdge: [...(openStart ? [[]] : []), ...groups, ...(openEnd ? [[]] : [])],
    openStart,
    openEnd,
  }
}

/** For each edge of one axis and each interval of the other: which share of it the lines on the edge cover. */
function borderCover(axis: AxisEdges, otherEdges: readonly number[]): number[][] {
  return axis.linesByEdge.map(lines =>
    otherEdges.slice(1).map((end, i) => {
      const start = otherEdges[i]!
      const covered = lines.reduce((sum, l) => sum + Math.max(0, Math.min(end, l.end) - Math.max(start, l.start)), 0)
      return Math.min(1, covered / (end - start))
    }),
  )
}
