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

/** The ink of a window of the map; `axis` says which lines are sought. */
export function inkPoints(
  map: InkMap,
  axis: 'horizontal' | 'vertical',
  window: { left: number; top: number; right: number; bottom: number },
): InkPoints {
  const xs: number[] = []
  const ys: number[] = []
  const middleX = (window.left + window.right) / 2
  const middleY = (window.top + window.bottom) / 2
  for (let y = window.top; y < window.bottom; y++) {
    for (let x = window.left; x < window.right; x++) {
      if (!map.ink[y * map.width + x]) continue
      xs.push(x + 0.5 - middleX)
      ys.push(y + 0.5 - middleY)
    }
  }
  const along = Float32Array.from(axis === 'horizontal' ? xs : ys)
  const across = Float32Array.from(axis === 'horizontal' ? ys : xs)
  return { along, across }
}

/**
 * The slope between `from` and `to` at which the ink, projected along it, gathers in the fewest lines: the largest sum of squares of
 * the projection (Postl 1986). Searched in steps of `step`, then halved down to `precision`.
 */
export function bestSlant(points: InkPoints, from: number, to: number, step: number, precision: number): Slant {
  const { along, across } = points
  if (along.length < 40) return { slope: 0, clearness: 0 }
  let reach = 0
  for (let i = 0; i < along.length; i++) reach = Math.max(reach, Math.abs(across[i]!) + Math.abs(along[i]!) * 0.2)
  const bins = new Float32Array(2 * Math.ceil(reach) + 8)
  const middle = bins.length / 2
  const gathered = (slope: number): number => {
    bins.fill(0)
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
  const scores: number[] = []
  let best = 0
  let bestScore = -1
  for (let slope = from; slope <= to + 1e-9; slope += step) {
    const score = gathered(slope)
    scores.push(score)
    if (score <= bestScore) continue
    bestScore = score
    best = slope
  }
  const typical = [...scores].sort((a, b) => a - b)[scores.length >> 1]!
  for (let half = step / 2; half >= precision / 2; half /= 2) {
    for (const slope of [best - half, best + half]) {
      const score = gathered(slope)
      if (score <= bestScore) continue
      bestScore = score
      best = slope
    }
  }
  const isInside = best > from && best < to
  return { slope: best, clearness: isInside ? Math.max(0, bestScore / typical - 1) : 0 }
}
