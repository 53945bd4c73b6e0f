import type { InkMap } from './ink-map.ts'
import { bestSlant, inkPoints, inkToRules } from './slant.ts'

/**
 * How lines lie on a page: horizontals fall by `top` (dy per dx) at its upper edge and `bottom` at its lower edge, verticals lean by
 * `left` and `right` (dx per dy) at its sides. A turned sheet has top = bottom = −left = −right; a photograph four different ones.
 */
export interface PageSlants {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** ±5°, and what a photograph adds to it locally. */
const maxSlope = 0.0875
const localReach = 0.045
/** 0.02° */
const precision = 0.00035
/** Slants of the four sides that differ by less than this (0.12°) are one turn. */
const sameSlope = 0.0021

/** Measures the slants of a page from its lines of text and rules. */
export function inkToSlants(map: InkMap): PageSlants {
  const whole = { left: 0, top: 0, right: map.width, bottom: map.height }
  const level = inkToRules(map, 'horizontal')
  const turn = bestSlant(inkPoints(map, level, 'horizontal', whole), -maxSlope, maxSlope, 0.0035, 0.0035).slope
  const horizontals = tileSlants(map, level, 'horizontal', turn)
  const verticals = tileSlants(map, inkToRules(map, 'vertical'), 'vertical', -turn)
  const h = fitSlants(
    horizontals.map(t => ({ ...t, at: t.y / map.height })),
    turn,
  )
  const v = fitSlants(
    verticals.map(t => ({ ...t, at: t.x / map.width })),
    -h.middle,
  )
  const isTurn =
    Math.abs(h.change) < sameSlope &&
    (v.weight === 0 || (Math.abs(v.change) < sameSlope && Math.abs(v.middle + h.middle) < sameSlope))
  if (isTurn) return { top: h.middle, bottom: h.middle, left: -h.middle, right: -h.middle }
  const weak = v.weight === 0
  return {
    top: h.middle - h.change / 2,
    bottom: h.middle + h.change / 2,
    left: weak ? -h.middle : v.middle - v.change / 2,
    right: weak ? -h.middle : v.middle + v.change / 2,
  }
}

interface TileSlant {
  readonly x: number
  readonly y: number
  readonly slope: number
  readonly weight: number
}

/** Slants of 3 × 4 tiles (tiles longer along the lines see finer), around the slope of the whole page. */
function tileSlants(map: InkMap, rules: InkMap, axis: 'horizontal' | 'vertical', around: number): TileSlant[] {
  const [columns, rows] = axis === 'horizontal' ? [2, 5] : [5, 2]
  const tiles: TileSlant[] = []
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const window = {
        left: Math.floor((c * map.width) / columns),
        top: Math.floor((r * map.height) / rows),
        right: Math.floor(((c + 1) * map.width) / columns),
        bottom: Math.floor(((r + 1) * map.height) / rows),
      }
      const points = inkPoints(map, rules, axis, window)
      const { slope, clearness } = bestSlant(points, around - localReach, around + localReach, 0.0041, precision)
      if (clearness < 0.15) continue
      tiles.push({
        x: (window.left + window.right) / 2,
        y: (window.top + window.bottom) / 2,
        slope,
        weight: Math.sqrt(points.along.length) * Math.min(2, clearness),
      })
    }
  }
  return tiles
}

/**
 * slope = middle + change · (at − ½), by weighted least squares; tiles off the line lose weight, round by round.
 * `change` stays 0 unless tiles at both ends agree on it.
 */
function fitSlants(
  tiles: readonly { at: number; slope: number; weight: number }[],
  fallback: number,
): { middle: number; change: number; weight: number } {
  if (tiles.length === 0) return { middle: fallback, change: 0, weight: 0 }
  let middle = weightedMedian(tiles)
  let change = 0
  let total = 0
  for (let round = 0; round < 8; round++) {
    let sw = 0
    let sa = 0
    let saa = 0
    let ss = 0
    let sas = 0
    for (const { at, slope, weight } of tiles) {
      const a = at - 0.5
      const off = Math.abs(slope - middle - change * a)
      const w = weight / (1 + (off / 0.002) ** 2)
      sw += w
      sa += w * a
      saa += w * a * a
      ss += w * slope
      sas += w * a * slope
    }
    total = sw
    const spread = saa - (sa * sa) / sw
    change = spread / sw < 0.02 ? 0 : (sas - (sa * ss) / sw) / spread
    middle = (ss - change * sa) / sw
  }
  return { middle, change, weight: total }
}

function weightedMedian(tiles: readonly { slope: number; weight: number }[]): number {
  const sorted = [...tiles].sort((a, b) => a.slope - b.slope)
  const half = sorted.reduce((sum, t) => sum + t.weight, 0) / 2
  let sum = 0
  for (const tile of sorted) {
    sum += tile.weight
    if (sum >= half) return tile.slope
  }
  return sorted.at(-1)!.slope
}
