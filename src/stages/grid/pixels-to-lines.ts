import { inkAlong } from './border-ink.ts'
import { bridgedStrokes } from './bridge.ts'
import type { RuleMap } from './rule-map.ts'
import { type Stroke, strokePosition } from './stroke.ts'

/** What counts as a piece of a rule. */
export interface StrokeSearch {
  /** Grey levels by which a rule is darker than the ground beside it, at least. */
  readonly minDepth: number
  /** A window of this length along the rule (mm) must hold ink in `minCover` of its entries: bridges dashes and broken rules. */
  readonly windowMm: number
  readonly minCover: number
}

/** Horizontals are long in these forms. */
export const horizontalSearch: StrokeSearch = { minDepth: 26, windowMm: 8, minCover: 0.62 }
/** A vertical may be no longer than one row is high (5 mm). */
export const verticalSearch: StrokeSearch = { minDepth: 26, windowMm: 4.5, minCover: 0.7 }

/** Rule map → pieces of rules: where ink with white flanks is dense along the rule, connected, followed px by px, breaks bridged. */
export function pixelsToLines(map: RuleMap, search: StrokeSearch): Stroke[] {
  const dense = denseEntries(map, search)
  const strokes = denseComponents(dense, map)
    .flatMap(runs => componentStroke(runs, map, search.minDepth))
    .map(stroke => ({ ...stroke, isolation: strokeIsolation(stroke, map) }))
    .filter(stroke => isIsolated(stroke, map))
  return bridgedStrokes(strokes, map)
}

function strokeIsolation(stroke: Stroke, map: RuleMap): number {
  const path = { positionAt: (along: number) => strokePosition(stroke, along) }
  return inkAlong(path, stroke.start * map.block, (stroke.end + 1) * map.block, map)?.isolation ?? 0
}

/** Measured: rules of clean pages .92–1, rows of letters up to .8, mostly below .5; tight text beside long rules costs them some. */
function isIsolated(stroke: Stroke, map: RuleMap): boolean {
  const length = ((stroke.end - stroke.start + 1) * map.block) / map.pxPerMm
  return stroke.isolation >= (length < 30 ? 0.66 : 0.5)
}

/** Marks entries around which a window along the rule holds `needed` entries with ink in this px row or the next to it. */
function denseEntries(map: RuleMap, { minDepth, windowMm, minCover }: StrokeSearch): DenseEntries {
  const { along, across, depth } = map
  const window = Math.max(3, Math.round((windowMm * map.pxPerMm) / map.block) | 1)
  const needed = Math.ceil(window * minCover)
  const dense = new Uint8Array(depth.length)
  const hasAny = new Uint8Array(across)
  const ink = new Uint8Array(along)
  const half = window >> 1
  for (let a = 0; a < across; a++) {
    const row = a * along
    const above = a === 0 ? row : row - along
    const below = a === across - 1 ? row : row + along
    let count = 0
    for (let b = 0; b < along; b++) {
      const has = depth[row + b]! >= minDepth || depth[above + b]! >= minDepth || depth[below + b]! >= minDepth ? 1 : 0
      ink[b] = has
      count += has
    }
    if (count < needed) continue
    let sum = 0
    for (let b = 0; b < half && b < along; b++) sum += ink[b]!
    for (let b = 0; b < along; b++) {
      if (b + half < along) sum += ink[b + half]!
      if (b - half - 1 >= 0) sum -= ink[b - half - 1]!
      if (sum < needed) continue
      dense[row + b] = 1
      hasAny[a] = 1
    }
  }
  return { dense, hasAny }
}

interface DenseEntries {
  readonly dense: Uint8Array
  /** For each px row across: whether it has a dense entry. */
  readonly hasAny: Uint8Array
}

interface Run {
  readonly across: number
  readonly start: number
  readonly end: number
}

/** Connected runs of dense entries (touching in neighbouring px rows). */
function denseComponents({ dense, hasAny }: DenseEntries, map: RuleMap): Run[][] {
  const { along, across } = map
  const runs: Run[] = []
  const parent: number[] = []
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  let previous = 0
  for (let a = 0; a < across; a++) {
    const first = runs.length
    let candidate = previous
    previous = first
    if (!hasAny[a]) continue
    for (let b = 0, row = a * along; b < along; b++) {
      if (!dense[row + b]) continue
      const start = b
      while (b + 1 < along && dense[row + b + 1]) b++
      const index = runs.push({ across: a, start, end: b }) - 1
      parent.push(index)
      while (candidate < first && runs[candidate]!.end < start) candidate++
      for (let c = candidate; c < first && runs[c]!.start <= b; c++) parent[root(c)] = root(index)
    }
  }
  const componentByRoot = new Map<number, Run[]>()
  for (const [i, run] of runs.entries()) {
    const component = componentByRoot.get(root(i))
    if (component) component.push(run)
    else componentByRoot.set(root(i), [run])
  }
  return [...componentByRoot.values()]
}

/**
 * The middle line of a component, weighted by depth, smoothed over 9 entries, with its ends moved to where ink begins and ends.
 * Nothing for a component that is broad against its length: shading or a picture.
 */
function componentStroke(runs: readonly Run[], map: RuleMap, minDepth: number): Stroke[] {
  let start = Number.POSITIVE_INFINITY
  let end = 0
  let top = Number.POSITIVE_INFINITY
  let bottom = 0
  for (const run of runs) {
    start = Math.min(start, run.start)
    end = Math.max(end, run.end)
    top = Math.min(top, run.across)
    bottom = Math.max(bottom, run.across)
  }
  if (bottom - top > map.pxPerMm * 2 + (end - start) * map.block * 0.04) return []
  const count = end - start + 1
  const weights = new Float32Array(count)
  const moments = new Float32Array(count)
  for (const run of runs) {
    for (let b = run.start; b <= run.end; b++) {
      const depth = map.depth[run.across * map.along + b]!
      if (depth < minDepth) continue
      weights[b - start]! += depth
      moments[b - start]! += depth * (run.across + 0.5)
    }
  }
  let first = 0
  while (first < count && weights[first] === 0) first++
  let last = count - 1
  while (last > first && weights[last] === 0) last--
  if (last - first < 2) return []
  const trace = smoothedTrace(weights.subarray(first, last + 1), moments.subarray(first, last + 1))
  return [extended({ start: start + first, end: start + last, trace, isolation: 0 }, map, minDepth)]
}

function smoothedTrace(weights: Float32Array, moments: Float32Array): Float32Array {
  const trace = new Float32Array(weights.length)
  for (let reach = 4, i = 0; i < trace.length; i++) {
    let weight = 0
    let moment = 0
    for (reach = 4; weight === 0; reach *= 2) {
      weight = 0
      moment = 0
      for (let j = Math.max(0, i - reach); j <= Math.min(trace.length - 1, i + reach); j++) {
        weight += weights[j]!
        moment += moments[j]!
      }
    }
    trace[i] = moment / weight
  }
  return trace
}

/** The window makes strokes begin late where ink is thin before them: follow the ink on, over gaps of one entry. */
function extended(stroke: Stroke, map: RuleMap, minDepth: number): Stroke {
  const hasInk = (b: number, position: number): boolean => {
    const a = Math.floor(position)
    for (let at = Math.max(0, a - 1); at <= Math.min(map.across - 1, a + 1); at++)
      if (map.depth[at * map.along + b]! >= minDepth) return true
    return false
  }
  let { start, end } = stroke
  const head = stroke.trace[0]!
  const tail = stroke.trace[stroke.trace.length - 1]!
  while (start > 0 && (hasInk(start - 1, head) || (start > 1 && hasInk(start - 2, head)))) start--
  while (end < map.along - 1 && (hasInk(end + 1, tail) || (end < map.along - 2 && hasInk(end + 2, tail)))) end++
  if (start === stroke.start && end === stroke.end) return stroke
  const trace = new Float32Array(end - start + 1).fill(head, 0, stroke.start - start)
  trace.set(stroke.trace, stroke.start - start)
  trace.fill(tail, stroke.end - start + 1)
  return { ...stroke, start, end, trace }
}
