import { borderConfidence, latticeToCells } from '../../engines/geometry/lattice-to-cells.ts'
import type { Lattice } from '../../engines/geometry/lines-to-lattice.ts'
import type { Grid, GridCell } from '../../model/grid.ts'
import { edgeShares } from './border-evidence.ts'
import type { BorderInk } from './border-ink.ts'
import { type Crossings, crossingAlong } from './edges-to-crossings.ts'
import { type BorderNet, settledBorders } from './settled-borders.ts'

/** Less ink than this along a cell's side at the end of the table: no rule closes it. */
const openCover = 0.3

/** The net with every stretch decided: 1 border, 0 none. */
export function crossingsToBorders(crossings: Crossings): BorderNet {
  const shares = (stretches: readonly BorderInk[]) => edgeShares(stretches, crossings.meetingRate)
  return settledBorders({ rows: crossings.rowInk.map(shares), columns: crossings.columnInk.map(shares) })
}

/** The net of a table and its borders → its grid: cells with row and column spans, boxes that follow the ink where the page is bent. */
export function crossingsToCells(crossings: Crossings, borders: BorderNet, block: number): Grid | null {
  const cells = latticeToCells(netToLattice(borders, crossings, block))
  if (cells.length < 2) return null
  const inked = netToLattice(
    {
      rows: crossings.rowInk.map(stretches => stretches.map(s => s.cover)),
      columns: crossings.columnInk.map(stretches => stretches.map(s => s.cover)),
    },
    crossings,
    block,
  )
  const placed = cells.map(cell => ({ ...cell, box: cellBox(cell, crossings, block), cut: cellCut(cell, crossings) }))
  return {
    rowEdges: inked.rowEdges,
    columnEdges: inked.columnEdges,
    cells: placed,
    openTop: placed.some(c => c.cut === 'top' || c.cut === 'both'),
    openBottom: placed.some(c => c.cut === 'bottom' || c.cut === 'both'),
    confidence: borderConfidence(inked, cells),
  }
}

/** A page break may close the cells that end with the page and leave merged cells beside them open: each is judged by its own border. */
function cellCut(cell: GridCell, crossings: Crossings): GridCell['cut'] {
  const isOpen = (edge: number) => {
    const stretches = crossings.rowInk[edge]!.slice(cell.column, cell.column + cell.columnSpan)
    return stretches.every(s => s.cover < openCover)
  }
  const isTop = cell.row === 0 && isOpen(0)
  const isBottom = cell.row + cell.rowSpan === crossings.rows.length - 1 && isOpen(crossings.rows.length - 1)
  return isTop ? (isBottom ? 'both' : 'top') : isBottom ? 'bottom' : 'none'
}

function netToLattice(net: BorderNet, crossings: Crossings, block: number): Lattice {
  const { rows, columns } = crossings
  return {
    rowEdges: ascending(rows.map(r => meanPosition(crossingsOf(columns, r, block)))),
    columnEdges: ascending(columns.map(c => meanPosition(crossingsOf(rows, c, block)))),
    topEdge: net.rows[0]!,
    bottomBorder: net.rows.slice(1),
    leftEdge: net.columns[0]!,
    rightBorder: rows.slice(1).map((_, r) => columns.slice(1).map((_, c) => net.columns[c + 1]![r]!)),
    openTop: crossings.openTop,
    openBottom: crossings.openBottom,
  }
}

/** Where `edge` lies (px across it) at each of the edges that cross it. */
function crossingsOf(across: Crossings['rows'], edge: Crossings['rows'][number], block: number): number[] {
  return across.map(other => crossingAlong(other, edge, block))
}

function meanPosition(positions: readonly number[]): number {
  return positions.reduce((sum, p) => sum + p, 0) / positions.length
}

function ascending(positions: number[]): number[] {
  for (let i = 1; i < positions.length; i++) positions[i] = Math.max(positions[i]!, positions[i - 1]! + 1)
  return positions
}

/** The box between the middles of a cell's four rules, each taken at the middle of the cell's side. */
function cellBox(cell: GridCell, crossings: Crossings, block: number): GridCell['box'] {
  const top = crossings.rows[cell.row]!
  const bottom = crossings.rows[cell.row + cell.rowSpan]!
  const left = crossings.columns[cell.column]!
  const right = crossings.columns[cell.column + cell.columnSpan]!
  const middleX = (crossingAlong(top, left, block) + crossingAlong(bottom, right, block)) / 2 / block
  const middleY = (crossingAlong(left, top, block) + crossingAlong(right, bottom, block)) / 2 / block
  const x = left.positionAt(middleY)
  const y = top.positionAt(middleX)
  return {
    x,
    y,
    width: Math.max(1, right.positionAt(middleY) - x),
    height: Math.max(1, bottom.positionAt(middleX) - y),
  }
}
