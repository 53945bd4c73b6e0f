import type { InkMap } from './ink-map.ts'

/** Ink entries of one window, as coordinates around the window's middle. */
export interface InkPoints {
  /** Along the lines that are sought: x for horizontals. */
  readonly along: Float32Array
  /** Across them: y for horizontals. */
  readonly across: Float32Array
}

/** A slope (across per along, 0.01 ≈ 0.57°) and how clearly it stood out: 0 not at all. */
export interface Slant {
  readonly slope: number
  readonly clearness: number
}

/**
 * The upper edges of ink in a window of the map (for verticals the left edges): rules keep all of theirs, the inside of letters,
 * which only costs time, falls away.
 */
export function inkPoints(
  map: InkMap,
  axis: 'horizontal' | 'vertical',
  window: { left: number; top: number; right: number; bottom: number },
): InkPoints {
  const { width, ink } = map
  const before = axis === 'horizontal' ? width : 1
  const middleX = (window.left + window.right) / 2 - 0.5
  const middleY = (window.top + window.bottom) / 2 - 0.5
  const capacity = (window.right - window.left) * (window.bottom - window.top)
  const xs = new Float32Array(capacity)
  const ys = new Float32Array(capacity)
  let count = 0
  for (let y = Math.max(1, window.top); y < window.bottom; y++) {
    for (let x = Math.max(1, window.left), i = y * width + x; x < window.right; x++, i++) {
      if (ink[i] === 0 || ink[i - before] === 1) continue
      xs[count] = x - middleX
      ys[count++] = y - middleY
    }
  }
  const [along, across] = axis === 'horizontal' ? [xs, ys] : [ys, xs]
  return { along: along.subarray(0, count), across: across.subarray(0, count) }
}

/** At most `most` of the points, evenly picked: enough for a first look. */
export function thinnedPoints({ along, across }: InkPoints, most: number): InkPoints {
  const step = Math.ceil(along.length / most)
  if (step <= 1) return { along, across }
  const count = Math.floor(along.length / step)
  const thin = { along: new Float32Array(count), across: new Float32Array(count) }
  for (let i = 0; i < count; i++) {
    thin.along[i] = along[i * step]!
    thin.across[i] = across[i * step]!
  }
  return thin
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
function gathered({ along, across }: InkPoints, slope: number, bins: Float32Array): number {
  bins.fill(0)
  const middle = bins.length / 2
  for (let i = 0; i < along.length; i++) {
    const at = across[i]! - slope * along[i]! + middle
    const bin = at | 0
    const share = at - bin
    bins[bin]! += 1 - share
    bins[bin + 1]! += share
  }
  let sum = 0
  for (let i = 0; i < bins.length; i++) sum += bins[i]! * bins[i]!
  return sum
}
