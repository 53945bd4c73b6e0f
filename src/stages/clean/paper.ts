import type { Point, Quad } from './homography.ts'
import type { Raster } from './resample.ts'

/** A side of the sheet, as a line: x = offset + slope · y for the left and right side, y = offset + slope · x for top and bottom. */
interface Side {
  readonly offset: number
  readonly slope: number
}

/** Sheet against desk: brightness below this share of the sheet's is surroundings. */
const surroundingsShare = 0.6
/** Of the points found along a side, so many must lie on one line. */
const minInliers = 0.55
const minArea = 0.3

/**
 * The corners (px) of a bright sheet lying on something darker: a photograph, or a scan with black borders.
 * Null where the page fills the picture, or no clear quadrilateral is seen.
 */
export function findPaper(raster: Raster): Quad | null {
  const factor = Math.max(1, Math.round(Math.max(raster.width, raster.height) / 420))
  const { width, height, data } = shrunk(raster, factor)
  const bright = Uint8Array.from(data).sort()[Math.floor(data.length * 0.8)]!
  const threshold = bright * surroundingsShare
  const isPaper = (x: number, y: number) => data[y * width + x]! > threshold
  if (borderShare(width, height, isPaper) > 0.985) return null
  const rows = range(height)
  const columns = range(width)
  const left = fitSide(
    rows.flatMap(y => firstRun(width, i => isPaper(i, y)).map(v => [y, v] as const)),
    width,
  )
  const right = fitSide(
    rows.flatMap(y => firstRun(width, i => isPaper(width - 1 - i, y)).map(v => [y, width - v] as const)),
    width,
  )
  const top = fitSide(
    columns.flatMap(x => firstRun(height, i => isPaper(x, i)).map(v => [x, v] as const)),
    height,
  )
  const bottom = fitSide(
    columns.flatMap(x => firstRun(height, i => isPaper(x, height - 1 - i)).map(v => [x, height - v] as const)),
    height,
  )
  if (!left || !right || !top || !bottom) return null
  const corners = [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)].map(p => ({
    x: p.x * factor,
    y: p.y * factor,
  })) as [Point, Point, Point, Point]
  return isPlausible(corners, raster.width, raster.height) ? corners : null
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

function shrunk(raster: Raster, factor: number): Raster {
  const width = Math.floor(raster.width / factor)
  const height = Math.floor(raster.height / factor)
  const data = new Uint8Array(width * height)
  const step = Math.max(1, factor >> 1)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      let count = 0
      for (let sy = 0; sy < factor; sy += step)
        for (let sx = 0; sx < factor; sx += step, count++)
          sum += raster.data[(y * factor + sy) * raster.width + x * factor + sx]!
      data[y * width + x] = sum / count
    }
  }
  return { width, height, data }
}

function borderShare(width: number, height: number, isPaper: (x: number, y: number) => boolean): number {
  let paper = 0
  for (let x = 0; x < width; x++) paper += (isPaper(x, 0) ? 1 : 0) + (isPaper(x, height - 1) ? 1 : 0)
  for (let y = 0; y < height; y++) paper += (isPaper(0, y) ? 1 : 0) + (isPaper(width - 1, y) ? 1 : 0)
  return paper / (2 * (width + height))
}

/** Where the first run of paper of 2% of `length` begins; empty if there is none. */
function firstRun(length: number, isPaper: (i: number) => boolean): number[] {
  const needed = Math.max(3, Math.round(length * 0.02))
  let run = 0
  for (let i = 0; i < length; i++) {
    run = isPaper(i) ? run + 1 : 0
    if (run === needed) return [i - needed + 1]
  }
  return []
}

/**
 * The line most of `points` (along, across) lie on: the best of the lines through pairs of points a third of the side apart,
 * then least squares over the points within 1.5 px of it. Null when too few agree.
 */
function fitSide(points: readonly (readonly [number, number])[], size: number): Side | null {
  if (points.length < 12) return null
  const tolerance = 1.5
  let best: Side | null = null
  let bestCount = 0
  const stride = Math.max(1, Math.floor(points.length / 48))
  for (let i = 0; i < points.length; i += stride) {
    for (let j = i + Math.floor(points.length / 3); j < points.length; j += stride) {
      const slope = (points[j]![1] - points[i]![1]) / (points[j]![0] - points[i]![0])
      if (Math.abs(slope) > 0.5) continue
      const offset = points[i]![1] - slope * points[i]![0]
      const count = points.reduce(
        (n, [along, across]) => n + (Math.abs(offset + slope * along - across) < tolerance ? 1 : 0),
        0,
      )
      if (count <= bestCount) continue
      bestCount = count
      best = { offset, slope }
    }
  }
  if (!best || bestCount < points.length * minInliers) return null
  const inliers = points.filter(([along, across]) => Math.abs(best.offset + best.slope * along - across) < tolerance)
  const n = inliers.length
  const meanAlong = inliers.reduce((s, p) => s + p[0], 0) / n
  const meanAcross = inliers.reduce((s, p) => s + p[1], 0) / n
  const spread = inliers.reduce((s, p) => s + (p[0] - meanAlong) ** 2, 0)
  const slope = spread === 0 ? 0 : inliers.reduce((s, p) => s + (p[0] - meanAlong) * (p[1] - meanAcross), 0) / spread
  const offset = meanAcross - slope * meanAlong
  // A side on the picture's own border says nothing about the sheet's slant.
  const isBorder = meanAcross < 1 || meanAcross > size - 1
  return isBorder ? { offset: meanAcross < 1 ? 0 : size, slope: 0 } : { offset, slope }
}

/** Where x = a + b·y meets y = c + d·x. */
function corner(side: Side, topOrBottom: Side): Point {
  const x = (side.offset + side.slope * topOrBottom.offset) / (1 - side.slope * topOrBottom.slope)
  return { x, y: topOrBottom.offset + topOrBottom.slope * x }
}

function isPlausible(quad: Quad, width: number, height: number): boolean {
  let area = 0
  for (let i = 0; i < 4; i++) {
    const a = quad[i]!
    const b = quad[(i + 1) % 4]!
    const c = quad[(i + 2) % 4]!
    area += (a.x * b.y - b.x * a.y) / 2
    // Convex: every corner turns the same way.
    if ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) <= 0) return false
  }
  return area > width * height * minArea
}
