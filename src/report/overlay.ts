import sharp from 'sharp'
import type { Box } from '../model/box.ts'
import type { Grid, GridCell } from '../model/grid.ts'
import type { PageImage } from '../model/page-image.ts'

/** Longest side of the picture, px: large enough to read the page, small enough to look at. */
const maxSide = 1800

/** Fill by kind of span. Cut cells are hatched whatever their span. */
const fills = { single: '#2f80ed', wide: '#27ae60', tall: '#f2994a', both: '#9b51e0' } as const

/**
 * The page with what was understood drawn over it, for a person to check, as PNG: each cell tinted by its span (blue one unit, green
 * several columns, orange several rows, purple both) and numbered `row.column`, cells cut by a page edge hatched red, a bar where a
 * table is open, and `lines` (boxes of text lines) outlined. Grids and lines in px of `image`.
 */
export async function drawOverlay(image: PageImage, grids: readonly Grid[], lines: readonly Box[]): Promise<Buffer> {
  const { width, height, channels, data } = image
  const scale = Math.min(1, maxSide / Math.max(width, height))
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  const shapes = [...grids.map((g, i) => gridShapes(g, i, scale)), ...lines.map(l => rectangle(l, scale, lineStyle))]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${hatch}${shapes.join('')}</svg>`
  return sharp(data, { raw: { width, height, channels } })
    .resize({ ...size, kernel: 'lanczos3' })
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(svg), top: 0, left: 0 }])
    .png({ compressionLevel: 6 })
    .toBuffer()
}

const lineStyle = 'fill="none" stroke="#eb5757" stroke-width="1"'
const hatch =
  '<defs><pattern id="cut" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<line x1="0" y1="0" x2="0" y2="8" stroke="#eb5757" stroke-width="3" stroke-opacity="0.55"/></pattern></defs>'

function gridShapes(grid: Grid, index: number, scale: number): string {
  const cells = grid.cells.map(cell => cellShapes(cell, scale))
  const left = grid.columnEdges[0]! * scale
  const right = grid.columnEdges.at(-1)! * scale
  const bar = (y: number) =>
    `<line x1="${left}" x2="${right}" y1="${y}" y2="${y}" stroke="#eb5757" stroke-width="5" stroke-dasharray="14 7"/>`
  const top = grid.rowEdges[0]! * scale
  const bottom = grid.rowEdges.at(-1)! * scale
  const label = `table ${index + 1}: ${grid.rowEdges.length - 1} × ${grid.columnEdges.length - 1}, ${Math.round(grid.confidence * 100)}%`
  return [
    ...cells,
    grid.openTop ? bar(top) : '',
    grid.openBottom ? bar(bottom) : '',
    `<text x="${left}" y="${Math.max(12, top - 4)}" font-family="sans-serif" font-size="13" fill="#eb5757">${label}</text>`,
  ].join('')
}

function cellShapes(cell: GridCell, scale: number): string {
  const fill = cellFill(cell)
  const style = `fill="${fill}" fill-opacity="0.13" stroke="${fill}" stroke-width="1.5"`
  const hatched = cell.cut === 'none' ? '' : rectangle(cell.box, scale, 'fill="url(#cut)"')
  const spans = cell.rowSpan > 1 || cell.columnSpan > 1 ? ` ${cell.rowSpan}×${cell.columnSpan}` : ''
  const x = cell.box.x * scale + 2
  const y = cell.box.y * scale + 10
  const number = `<text x="${x}" y="${y}" font-family="sans-serif" font-size="10" fill="${fill}">${cell.row}.${cell.column}${spans}</text>`
  return rectangle(cell.box, scale, style) + hatched + number
}

function cellFill(cell: GridCell): string {
  if (cell.rowSpan > 1) return cell.columnSpan > 1 ? fills.both : fills.tall
  return cell.columnSpan > 1 ? fills.wide : fills.single
}

function rectangle(box: Box, scale: number, style: string): string {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(v => Math.round(v * scale * 10) / 10)
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${style}/>`
}
