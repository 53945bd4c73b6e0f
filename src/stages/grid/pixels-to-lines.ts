import { bridgedStrokes } from './bridge.ts'
import { componentStroke, componentToStroke, extended, type Run } from './component-stroke.ts'
import type { RuleMap } from './rule-map.ts'
import type { Stroke } from './stroke.ts'
import { type StrokeSearch, windowEntries } from './stroke-search.ts'

/** Ink is darker than the paper's noise by so many standard deviations. */
const noiseFactor = 6

/** Horizontals are long in these forms. */
export const horizontalSearch: StrokeSearch = { minDepth: 26, windowMm: 8, minCover: 0.62 }
/** A vertical may be no longer than one row is high (5 mm). */
export const verticalSearch: StrokeSearch = { minDepth: 26, windowMm: 4.5, minCover: 0.65 }

/** Rule map → pieces of rules: where ink with white flanks is dense along the rule, connected, followed px by px, breaks bridged. */
export function pixelsToLines(map: RuleMap, settings: StrokeSearch): Stroke[] {
  const search = { ...settings, minDepth: Math.max(settings.minDepth, noiseFactor * map.entryNoise) }
  const strokes = denseComponents(denseEntries(map, search), map)
    .flatMap(runs => componentStroke(runs, map, search.minDepth))
    .flatMap(component => componentToStroke(component, map, search))
    .map(stroke => extended(stroke, map, search))
  return bridgedStrokes(strokes, map)
}

/** Marks entries around which a window along the rule holds `needed` entries with ink in this px row or the next to it. */
function denseEntries(map: RuleMap, { minDepth, windowMm, minCover }: StrokeSearch): DenseEntries {
  const { along, across, depth } = map
  const window = windowEntries(map, windowMm)
  const needed = Math.ceil(window * minCover)
  const dense = new Uint8Array(depth.length)
  const hasAny = new Uint8Array(across)
  const half = window >> 1
  const marks = inkMarks(map, minDepth)
  for (let a = 0; a < across; a++) {
    const row = a * along
    let count = 0
    for (let b = 0; b < along; b++) count += marks[row + b]!
    if (count < needed) continue
    let sum = 0
    for (let b = 0; b < half && b < along; b++) sum += marks[row + b]!
    for (let b = 0; b < along; b++) {
      if (b + half < along) sum += marks[row + b + half]!
      if (b - half - 1 >= 0) sum -= marks[row + b - half - 1]!
      if (sum < needed) continue
      dense[row + b] = 1
      hasAny[a] = 1
    }
  }
  return { dense, hasAny }
}

/** Entries with ink in their px row or one next to it (1). */
function inkMarks({ along, depth }: RuleMap, minDepth: number): Uint8Array {
  const marks = new Uint8Array(depth.length)
  for (let i = 0; i < depth.length; i++) {
    if (depth[i]! < minDepth) continue
    marks[i] = 1
    if (i >= along) marks[i - along] = 1
    if (i + along < marks.length) marks[i + along] = 1
  }
  return marks
}

interface DenseEntries {
  readonly dense: Uint8Array
  /** For each px row across: whether it has a dense entry. */
  readonly hasAny: Uint8Array
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
