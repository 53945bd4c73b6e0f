import type { InkMap } from './ink-map.ts'

/** Ink entries of one window, as coordinates around the window's middle, with their darkness. */
export interface InkPoints {
  /** Along the lines that are sought: x for horizontals. */
  readonly along: Float32Array
  /** Across them: y for horizontals. */
  readonly across: Float32Array
  readonly weight: Float32Array
}

/** A slope (across per along, 0.01 ≈ 0.57°) and how clearly it stood out: 0 not at all. */
export interface Slant {
  readonly slope: number
  readonly clearness: number
}

/** Ink unbroken for so many entries (2.5 mm) along the lines sought: rules up to 5° aslant, hardly letters. */
const ruleRun = 10
/** With fewer entries of rules than this in a window, its text tells the slant. */
const fewest = 150

/** A part of a map: [left, right) × [top, bottom). */
export interface InkWindow {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The map with only the ink of rules of one direction: runs of entries along it. */
export function inkToRules(map: InkMap, axis: 'horizontal' | 'vertical'): InkMap {
  return { ...map, ink: axis === 'horizontal' ? levelRuns(map) : uprightRuns(map) }
}

function levelRuns({ width, height, ink }: InkMap): Uint8Array {
  const rules = new Uint8Array(ink.length)
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width
    for (let i = y * width, run = 0; i <= end; i++) {
      if (i < end && ink[i] !== 0) {
        run++
        continue
      }
      if (run >= ruleRun) for (let k = i - run; k < i; k++) rules[k] = ink[k]!
      run = 0
    }
  }
  return rules
}

/** Row by row with a count for each column: reading column by column would be slow. */
function uprightRuns({ width, height, ink }: InkMap): Uint8Array {
  const rules = new Uint8Array(ink.length)
  const runs = new Uint16Array(width)
  for (let y = 0; y <= height; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (y < height && ink[i] !== 0) {
        runs[x]!++
        continue
      }
      const run = runs[x]!
      if (run === 0) continue
      if (run >= ruleRun) for (let k = 1, at = i - width; k <= run; k++, at -= width) rules[at] = ink[at]!
      runs[x] = 0
    }
  }
  return rules
}

/** The ink of `rules` in a window; all ink of `map` there where there are no rules. */
export function inkPoints(map: InkMap, rules: InkMap, axis: 'horizontal' | 'vertical', window: InkWindow): InkPoints {
  const points = windowPoints(rules, axis, window)
  return points.along.length >= fewest ? points : windowPoints(map, axis, window)
}

function windowPoints({ width, ink }: InkMap, axis: 'horizontal' | 'vertical', window: InkWindow): InkPoints {
  const { left, top, right, bottom } = window
  let count = 0
  for (let y = top; y < bottom; y++)
    for (let i = y * width + left; i < y * width + right; i++) if (ink[i] !== 0) count++
  const along = new Float32Array(count)
  const across = new Float32Array(count)
  const weight = new Float32Array(count)
  const middleX = (left + right) / 2
  const middleY = (top + bottom) / 2
  let at = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left, i = y * width + left; x < right; x++, i++) {
      if (ink[i] === 0) continue
      const isLevel = axis === 'horizontal'
      along[at] = isLevel ? x - middleX : y - middleY
      across[at] = (isLevel ? y - middleY : x - middleX) + dither(x, y)
      weight[at++] = ink[i]! / 255
    }
  }
  return { along, across, weight }
}

/** A place in [0, 1) within an entry, the same on every run: without it level slopes would win, as whole entries fall into whole bins. */
function dither(x: number, y: number): number {
  return (((x * 73856093) ^ (y * 19349663)) & 1023) / 1024
}

/** At most `most` of the points, evenly picked: enough for a first look. */
export function thinnedPoints(points: InkPoints, most: number): InkPoints {
  const step = Math.ceil(points.along.length / most)
  if (step <= 1) return points
  const pick = (values: Float32Array) =>
    Float32Array.from({ length: Math.floor(values.length / step) }, (_, i) => values[i * step]!)
  return { along: pick(points.along), across: pick(points.across), weight: pick(points.weight) }
}

/** Points for the first look, which only has to find the right hill, and for the second. */
const firstLook = 3000
const secondLook = 10_000

/**
 * The slope between `from` and `to` at which the ink, projected along it, gathers in the fewest lines: the largest sum of squares of
 * the projection (Postl 1986). Searched in steps of `step`, then halved down to `precision`.
 */
export function bestSlant(all: InkPoints, from: number, to: number, step: number, precision: number): Slant {
  if (all.along.length < 40) return { slope: 0, clearness: 0 }
  const points = thinnedPoints(all, secondLook)
  const coarse = thinnedPoints(points, firstLook)
  const bins = new Float32Array(binCount(points))
  const scores: number[] = []
  let best = 0
  let bestScore = -1
  for (let slope = from; slope <= to + 1e-9; slope += step) {
    const score = gathered(coarse, slope, bins)
    scores.push(score)
    if (score <= bestScore) continue
    bestScore = score
    best = slope
  }
  const typical = scores.sort((a, b) => a - b)[scores.length >> 1]!
  const clearness = best > from && best < to ? Math.max(0, bestScore / typical - 1) : 0
  bestScore = gathered(points, best, bins)
  for (let half = step / 2; half >= precision / 2; half /= 2) {
    for (const slope of [best - half, best + half]) {
      const score = gathered(points, slope, bins)
      if (score <= bestScore) continue
      bestScore = score
      best = slope
    }
  }
  return { slope: best, clearness }
}

/** Entries that hold every projection up to a slope of 0.2. */
function binCount({ along, across }: InkPoints): number {
  let reach = 0
  for (let i = 0; i < along.length; i++) reach = Math.max(reach, Math.abs(across[i]!) + Math.abs(along[i]!) * 0.2)
  return 2 * Math.ceil(reach) + 8
}

/** Sum of squares of the points' projection at `slope`; each point is shared between the two nearest bins. */
function gathered({ along, across, weight }: InkPoints, slope: number, bins: Float32Array): number {
  bins.fill(0)
  const middle = bins.length / 2
  for (let i = 0; i < along.length; i++) {
    const at = across[i]! - slope * along[i]! + middle
    const bin = at | 0
    const share = at - bin
    const w = weight[i]!
    bins[bin]! += w * (1 - share)
    bins[bin + 1]! += w * share
  }
  let sum = 0
  for (let i = 0; i < bins.length; i++) sum += bins[i]! * bins[i]!
  return sum
}
