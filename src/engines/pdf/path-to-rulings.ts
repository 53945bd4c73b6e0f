import type { Box } from '../../model/box.ts'
import type { Edge } from '../geometry/edge.ts'
import { type Matrix, pointMapped } from './matrix.ts'

/** Codes of pdfjs's flattened paths (`DrawOPS`), each followed by its coordinates. */
const coordinatesByCode = [2, 2, 6, 4, 0] as const
const closePath = 4
/** Thicker than this (pt), a bar is a filled area, not a ruling line. */
const maxThickness = 4
/** A filled bar is a line when it is so many times longer than thick; a smaller square is a dot of a dotted line. */
const minSlenderness = 2.5
/** A bar or rectangle has few corners (mitred ones up to eight); longer outlines are drawings or letters. */
const maxCorners = 12
/** How far (pt) a stroke may lean and still count as straight along an axis. */
const maxLean = 0.6

interface Subpath {
  readonly points: readonly (readonly [number, number])[]
  readonly isStraight: boolean
}

/** A stroked path → its horizontal and vertical segments on the page. */
export function strokeToRulings(path: ArrayLike<number>, matrix: Matrix, lineWidth: number): Edge[] {
  if (lineWidth > maxThickness) return []
  return pathToSubpaths(path, matrix).flatMap(({ points, isStraight }) =>
    isStraight ? points.slice(1).flatMap((point, i) => segmentToEdge(points[i]!, point)) : [],
  )
}

/** A filled path → lines: thin bars, dots, and the ring between an outer and an inner rectangle (how a box's four borders are filled at once). */
export function fillToRulings(path: ArrayLike<number>, matrix: Matrix): Edge[] {
  const boxes = pathToSubpaths(path, matrix)
    .filter(s => s.isStraight && s.points.length <= maxCorners)
    .map(s => pointsToBox(s.points))
  const [outer, inner] = boxes
  if (outer && inner && boxes.length === 2 && isRing(outer, inner)) return ringToEdges(outer, inner)
  return boxes.flatMap(barToEdges)
}

function pathToSubpaths(path: ArrayLike<number>, matrix: Matrix): Subpath[] {
  const subpaths: Subpath[] = []
  let points: (readonly [number, number])[] = []
  let isStraight = true
  const finish = () => {
    if (points.length > 1) subpaths.push({ points, isStraight })
    points = []
    isStraight = true
  }
  for (let i = 0; i < path.length; ) {
    const code = path[i++]!
    const count = coordinatesByCode[code]
    if (count === undefined) break
    if (code === 0) finish()
    if (code === closePath && points.length > 1) points.push(points[0]!)
    if (count > 2) isStraight = false
    if (count > 0) points.push(pointMapped(matrix, path[i + count - 2]!, path[i + count - 1]!))
    i += count
  }
  finish()
  return subpaths
}

function segmentToEdge(from: readonly [number, number], to: readonly [number, number]): Edge[] {
  const [x0, y0] = from
  const [x1, y1] = to
  const width = Math.abs(x1 - x0)
  const height = Math.abs(y1 - y0)
  if (height <= maxLean && width > height) return [horizontal((y0 + y1) / 2, Math.min(x0, x1), Math.max(x0, x1))]
  if (width <= maxLean && height > width) return [vertical((x0 + x1) / 2, Math.min(y0, y1), Math.max(y0, y1))]
  return []
}

/** A bar's edge along its long side; a dot gives one each way, since only its neighbours can tell the line it belongs to. */
export function barToEdges(box: Box): Edge[] {
  const across = horizontal(box.y + box.height / 2, box.x, box.x + box.width)
  const down = vertical(box.x + box.width / 2, box.y, box.y + box.height)
  if (box.height <= maxThickness && box.width >= minSlenderness * box.height) return [across]
  if (box.width <= maxThickness && box.height >= minSlenderness * box.width) return [down]
  return box.width <= maxThickness / 2 && box.height <= maxThickness / 2 ? [across, down] : []
}

function isRing(outer: Box, inner: Box): boolean {
  const gaps = [
    inner.x - outer.x,
    inner.y - outer.y,
    outer.x + outer.width - inner.x - inner.width,
    outer.y + outer.height - inner.y - inner.height,
  ]
  return gaps.every(gap => gap >= 0 && gap <= maxThickness) && gaps.some(gap => gap > 0)
}

function ringToEdges(outer: Box, inner: Box): Edge[] {
  const left = (outer.x + inner.x) / 2
  const right = (outer.x + outer.width + inner.x + inner.width) / 2
  const top = (outer.y + inner.y) / 2
  const bottom = (outer.y + outer.height + inner.y + inner.height) / 2
  return [
    horizontal(top, left, right),
    horizontal(bottom, left, right),
    vertical(left, top, bottom),
    vertical(right, top, bottom),
  ]
}

function pointsToBox(points: readonly (readonly [number, number])[]): Box {
  const xs = points.map(p => p[0])
  const ys = points.map(p => p[1])
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

function horizontal(position: number, start: number, end: number): Edge {
  return { orientation: 'horizontal', position, start, end }
}

function vertical(position: number, start: number, end: number): Edge {
  return { orientation: 'vertical', position, start, end }
}
