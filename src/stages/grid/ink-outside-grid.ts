import type { Box } from '../../model/box.ts'
import type { Grid } from '../../model/grid.ts'
import type { PageImage } from '../../model/page-image.ts'

/** The page is looked at in squares of this side (mm); ink in squares no farther apart than `joinMm` along a line belongs together. */
const squareMm = 0.5
const joinMm = 4
/** Rules of a table may lie this far outside its edges (mm). */
const marginMm = 1
/** Print is at least this high (mm); what is smaller is dirt. */
const leastHeightMm = 1.2
const leastInkMm2 = 0.4
const inkLevel = 160

/**
 * Boxes (px) around ink that lies in no table, line by line, top to bottom: titles, page numbers, notes, and what a lost table left.
 * `image` is the clean page the grids were found on.
 */
export function inkOutsideGrid(image: PageImage, grids: readonly Grid[]): Box[] {
  const pxPerMm = image.dpi / 25.4
  const square = Math.max(1, Math.round(squareMm * pxPerMm))
  const map = inkSquares(image, square)
  for (const grid of grids) clearGrid(map, grid, square, marginMm * pxPerMm)
  const join = Math.round(joinMm / squareMm)
  return squareGroups(map, join)
    .filter(g => (g.bottom - g.top + 1) * squareMm >= leastHeightMm && g.ink >= leastInkMm2 * pxPerMm ** 2)
    .map(g => ({
      x: g.left * square,
      y: g.top * square,
      width: Math.min(image.width, (g.right + 1) * square) - g.left * square,
      height: Math.min(image.height, (g.bottom + 1) * square) - g.top * square,
    }))
    .sort((a, b) => a.y - b.y || a.x - b.x)
}

/** Ink px in each square. */
interface InkSquares {
  readonly columns: number
  readonly rows: number
  readonly ink: Uint16Array
}

function inkSquares(image: PageImage, square: number): InkSquares {
  const { width, height, data } = image
  const columns = Math.ceil(width / square)
  const rows = Math.ceil(height / square)
  const ink = new Uint16Array(columns * rows)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / square) * columns
    for (let x = 0, i = y * width; x < width; x++, i++) if (data[i]! < inkLevel) ink[row + Math.floor(x / square)]!++
  }
  return { columns, rows, ink }
}

function clearGrid(map: InkSquares, grid: Grid, square: number, margin: number): void {
  const place = (px: number, count: number) => Math.max(0, Math.min(count, Math.round(px / square)))
  const left = place(grid.columnEdges[0]! - margin, map.columns)
  const right = place(grid.columnEdges.at(-1)! + margin, map.columns)
  const top = place(grid.rowEdges[0]! - margin, map.rows)
  const bottom = place(grid.rowEdges.at(-1)! + margin, map.rows)
  for (let r = top; r < bottom; r++) map.ink.fill(0, r * map.columns + left, r * map.columns + right)
}

interface SquareGroup {
  left: number
  right: number
  top: number
  bottom: number
  ink: number
}

/** Groups of squares with ink: touching up and down, and within `join` squares along a line. */
function squareGroups(map: InkSquares, join: number): SquareGroup[] {
  const { columns, rows, ink } = map
  const seen = new Uint8Array(ink.length)
  const groups: SquareGroup[] = []
  for (let seed = 0; seed < ink.length; seed++) {
    if (ink[seed] === 0 || seen[seed] === 1) continue
    const group: SquareGroup = { left: columns, right: 0, top: rows, bottom: 0, ink: 0 }
    const open = [seed]
    seen[seed] = 1
    while (open.length > 0) {
      const at = open.pop()!
      const r = Math.floor(at / columns)
      const c = at % columns
      group.left = Math.min(group.left, c)
      group.right = Math.max(group.right, c)
      group.top = Math.min(group.top, r)
      group.bottom = Math.max(group.bottom, r)
      group.ink += ink[at]!
      for (let nr = Math.max(0, r - 1); nr <= Math.min(rows - 1, r + 1); nr++) {
        for (let nc = Math.max(0, c - join); nc <= Math.min(columns - 1, c + join); nc++) {
          const next = nr * columns + nc
          if (ink[next] === 0 || seen[next] === 1) continue
          seen[next] = 1
          open.push(next)
        }
      }
    }
    groups.push(group)
  }
  return groups
}
