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

/** The ink of rules in a window of the map; all its ink where there are no rules. */
export function inkPoints(
  map: InkMap,
  axis: 'horizontal' | 'vertical',
  window: { left: number; top: number; right: number; bottom: number },
): InkPoints {
  const rules = pointsInRuns(map, axis, window, ruleRun)
  return rules.along.length >= fewest ? rules : pointsInRuns(map, axis, window, 1)
}

function pointsInRuns(
  map: InkMap,
  axis: 'horizontal' | 'vertical',
  window: { left: number; top: number; right: number; bottom: number },
  shortest: number,
): InkPoints {
  const { width, ink } = map
  const isLevel = axis === 'horizontal'
  const [alongFrom, alongTo] = isLevel ? [window.left, window.right] : [window.top, window.bottom]
  const [acrossFrom, acrossTo] = isLevel ? [window.top, window.bottom] : [window.left, window.right]
  const [alongStep, acrossStep] = isLevel ? [1, width] : [width, 1]
  const alongMiddle = (alongFrom + alongTo) / 2
  const acrossMiddle = (acrossFrom + acrossTo) / 2
  const along: number[] = []
  const across: number[] = []
  const weight: number[] = []
  for (let a = acrossFrom; a < acrossTo; a++) {
    for (let b = alongFrom, run = 0; b <= alongTo; b++) {
      if (b < alongTo && ink[a * acrossStep + b * alongStep] !== 0) {
        run++
        continue
      }
      if (run >= shortest) {
        for (let k = b - run; k < b; k++) {
          along.push(k - alongMiddle)
          across.push(a - acrossMiddle + dither(k, a))
          weight.push(ink[a * acrossStep + k * alongStep]! / 255)
        }
      }
      run = 0
    }
  }
  return { along: Float32Array.from(along), across: Float32Array.from(across), weight: Float32Array.from(weight) }
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

/** Points for the first look, which only has to find the right hill. */
const firstLook = 4000

/**
 * The slope between `from` and `to` at which the ink, projected along it, gathers in the fewest lines: the largest sum of squares of
 * the projection (Postl 1986). Searched in steps of `step`, then halved down to `precision`.
 */
export function bestSlant(points: InkPoints, from: number, to: number, step: number, precision: number): Slant {
  if (points.along.length < 40) return { slope: 0, clearness: 0 }
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
