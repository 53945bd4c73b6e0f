import type { GridCell } from '../../model/grid.ts'
import { type Patch, paper } from './box-to-patch.ts'

/** How far from the cell's edge a rest of its border may lie, inches: half a line's thickness and the skew that is left. */
const zoneInches = 0.04
/** Ink this long in one direction is a line; strokes of 12 pt characters end at 0.16 inches. */
const lineInches = 0.22
/** In small cells a line is whatever covers this much of the side. */
const lineShare = 0.6
/** Broken lines: gaps up to this many px do not end a run. */
const gap = 2

/**
 * Paints over what is left of the ruling lines along the edges of a cell: long runs of ink, then whatever ink stays within the edge
 * zone (the burrs of a faxed line). Sides where the page cuts the cell have no line and are left alone. Changes the patch.
 */
export function eraseBorders(patch: Patch, dpi: number, cut: GridCell['cut']): void {
  const { width, height } = patch
  const longest = lineInches * dpi
  const depth = Math.max(3, Math.round(zoneInches * dpi))
  const zone = {
    top: cut === 'top' || cut === 'both' ? 0 : Math.min(depth, height >> 2),
    bottom: height - (cut === 'bottom' || cut === 'both' ? 0 : Math.min(depth, height >> 2)),
    left: Math.min(depth, width >> 2),
    right: width - Math.min(depth, width >> 2),
  }
  const isBorder = (y: number) => y < zone.top || y >= zone.bottom
  for (let y = 0; y < height; y++)
    if (isBorder(y)) eraseRuns(patch, y * width, 1, width, Math.min(longest, lineShare * width))
  for (let x = 0; x < width; x++) {
    if (x < zone.left || x >= zone.right) eraseRuns(patch, x, width, height, Math.min(longest, lineShare * height))
  }
  eraseBurrs(patch, zone)
}

/** The rim of a line is grey: what is darker than this next to a run belongs to it. */
function rimOf(patch: Patch): number {
  return (patch.threshold + paper) >> 1
}

/** Whitens the runs of ink of at least `least` px along `count` pixels from `start` in steps of `step`. */
function eraseRuns(patch: Patch, start: number, step: number, count: number, least: number): void {
  const { data } = patch
  const rim = rimOf(patch)
  let from = -1
  let last = -1
  for (let i = 0; i <= count; i++) {
    const isInk = i < count && data[start + i * step]! < rim
    if (isInk) {
      if (from < 0) from = i
      last = i
    } else if (from >= 0 && (i === count || i - last > gap)) {
      if (last - from + 1 >= least) for (let j = from; j <= last; j++) data[start + j * step] = paper
      from = -1
    }
  }
}

interface Zone {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Whitens connected ink that does not reach beyond the zone along the edges. */
function eraseBurrs(patch: Patch, zone: Zone): void {
  const { width, height, data } = patch
  const rim = rimOf(patch)
  const seen = new Uint8Array(data.length)
  const isInZone = (x: number, y: number) => y < zone.top || y >= zone.bottom || x < zone.left || x >= zone.right
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (x === zone.left && y >= zone.top && y < zone.bottom) x = Math.max(x, zone.right)
      if (x >= width) break
      const start = y * width + x
      if (seen[start] === 1 || data[start]! >= rim) continue
      const piece = [start]
      seen[start] = 1
      let reachesText = false
      for (let i = 0; i < piece.length; i++) {
        const at = piece[i]!
        const px = at % width
        const py = (at - px) / width
        if (!isInZone(px, py)) {
          reachesText = true
          continue
        }
        for (let ny = Math.max(0, py - 1); ny <= Math.min(height - 1, py + 1); ny++) {
          for (let nx = Math.max(0, px - 1); nx <= Math.min(width - 1, px + 1); nx++) {
            const next = ny * width + nx
            if (seen[next] === 1 || data[next]! >= rim) continue
            seen[next] = 1
            piece.push(next)
          }
        }
      }
      if (!reachesText) for (const at of piece) data[at] = paper
    }
  }
}
