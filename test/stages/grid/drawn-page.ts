import type { PageImage } from '../../../src/model/page-image.ts'

/** A white grey page to draw on. */
export interface Page extends PageImage {
  readonly channels: 1
  readonly data: Uint8Array
}

export function whitePage(width: number, height: number, dpi = 200): Page {
  return { width, height, channels: 1, dpi, data: new Uint8Array(width * height).fill(255) }
}

export function fillBox(page: Page, x: number, y: number, width: number, height: number, grey = 0): void {
  for (let row = Math.max(0, y); row < Math.min(page.height, y + height); row++)
    page.data.fill(grey, row * page.width + Math.max(0, x), row * page.width + Math.min(page.width, x + width))
}

/** A table by its edges and cells; `thickness` px of rule with its middle on the edge. */
export interface TablePlan {
  readonly rowEdges: readonly number[]
  readonly columnEdges: readonly number[]
  readonly cells: readonly PlannedCell[]
}

export interface PlannedCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

export function drawTable(page: Page, plan: TablePlan, thickness = 2, grey = 0): void {
  for (const cell of plan.cells) {
    const x = plan.columnEdges[cell.column]!
    const y = plan.rowEdges[cell.row]!
    const right = plan.columnEdges[cell.column + cell.columnSpan]!
    const bottom = plan.rowEdges[cell.row + cell.rowSpan]!
    const half = thickness >> 1
    fillBox(page, x - half, y - half, right - x + thickness, thickness, grey)
    fillBox(page, x - half, bottom - half, right - x + thickness, thickness, grey)
    fillBox(page, x - half, y - half, thickness, bottom - y + thickness, grey)
    fillBox(page, right - half, y - half, thickness, bottom - y + thickness, grey)
  }
}

/** Marks like letters: strokes both ways in squares of `size` px, as dense as print. */
export function drawText(page: Page, x: number, y: number, letters: number, size: number, random: () => number): void {
  for (let i = 0; i < letters; i++) {
    const left = x + i * Math.round(size * 1.1)
    for (let k = 0; k < 5; k++) {
      const at = Math.floor(random() * (size - 4))
      const from = Math.floor(random() * size * 0.3)
      const length = Math.floor(size * (0.4 + random() * 0.5))
      if (random() < 0.55) fillBox(page, left + from, y + at, Math.min(length, size - from), 2)
      else fillBox(page, left + at, y + from, 2, Math.min(length, size - from))
    }
  }
}

/** A generator with the same numbers on every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A plain table of unit cells. */
export function plainTable(rowEdges: readonly number[], columnEdges: readonly number[]): TablePlan {
  const cells = rowEdges
    .slice(1)
    .flatMap((_, row) => columnEdges.slice(1).map((_, column) => ({ row, column, rowSpan: 1, columnSpan: 1 })))
  return { rowEdges, columnEdges, cells }
}

/** Rows, columns and spans, comparable. */
export function cellNames(cells: readonly PlannedCell[]): string[] {
  return cells.map(c => `${c.row}.${c.column} ${c.rowSpan}×${c.columnSpan}`).sort()
}
