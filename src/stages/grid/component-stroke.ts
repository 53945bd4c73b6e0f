import { inkAt } from './border-ink.ts'
import type { RuleMap } from './rule-map.ts'
import { type Stroke, strokePosition } from './stroke.ts'
import { type StrokeSearch, windowEntries } from './stroke-search.ts'

/** Entries `start` to `end` along the rule, in px row `across`. */
export interface Run {
  readonly across: number
  readonly start: number
  readonly end: number
}

/** What is found in one component of dense ink: its middle line, and the ink at each entry, unsmoothed. */
export interface Component {
  readonly start: number
  readonly end: number
  readonly trace: Float32Array
  /** Darkness at each entry, and darkness × px across: their quotient is the middle of the ink there. */
  readonly weights: Float32Array
  readonly moments: Float32Array
}

/**
 * The middle line of a component, weighted by depth, smoothed over 9 entries, with its ends where ink begins and ends.
 * Nothing for a component that is broad against its length: shading or a picture.
 */
export function componentStroke(runs: readonly Run[], map: RuleMap, minDepth: number): Component[] {
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
  const [w, m] = [weights.subarray(first, last + 1), moments.subarray(first, last + 1)]
  return [{ start: start + first, end: start + last, trace: smoothedTrace(w, m), weights: w, moments: m }]
}

/** How far a rule of a cleaned page may lie off the axis (px a px), and bend (mm, and mm a mm): pen strokes and the rings of seals do more. */
const maxLean = 0.02
const maxBendMm = 0.08
const maxBend = 0.003

/** Compares the middles of a stroke's first, second and last third. */
function isStraight(weights: Float32Array, moments: Float32Array, map: RuleMap): boolean {
  const third = weights.length / 3
  const [first, second, last] = [0, 1, 2].map(i => {
    const from = Math.floor(i * third)
    const to = Math.floor((i + 1) * third)
    let weight = 0
    let moment = 0
    for (let k = from; k < to; k++) {
      weight += weights[k]!
      moment += moments[k]!
    }
    return weight === 0 ? null : moment / weight
  }) as [number | null, number | null, number | null]
  if (first === null || second === null || last === null) return true
  const length = weights.length * map.block
  const lean = Math.abs(last - first) / (length * (2 / 3))
  const bend = Math.abs(second - (first + last) / 2)
  return lean <= maxLean + 0.6 / length && bend <= maxBendMm * map.pxPerMm + maxBend * length
}

function smoothedTrace(weights: Float32Array, moments: Float32Array): Float32Array {
  const trace = new Float32Array(weights.length)
  for (let i = 0; i < trace.length; i++) {
    let weight = 0
    let moment = 0
    for (let reach = 4; weight === 0; reach *= 2) {
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

/**
 * Measured isolation of strokes: rules of clean pages .92–1, rows of letters up to .8 but mostly below .5. Text set tight beside a long
 * rule costs it some.
 */
const longMm = 30
const longIsolation = 0.5
const shortIsolation = 0.66
const partIsolation = 0.85
/** What an entry adds to a stretch: a rule goes on through clear ink, over gaps, and soon ends among letters. */
const worth = { isolated: 1, crowded: -1.5, none: -0.4 }
/** The same where gaps end it: a letter's stroke that happens to stand in line with a rule, one gap on, is no part of it. */
const unbrokenWorth = { ...worth, none: -2 }

interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * The component as a stroke if it stands clear enough to be a rule; else its longest clear stretch (a rule that runs into letters),
 * the longest one without gaps where the other is crooked; nothing if that is short or crooked.
 */
export function componentToStroke(component: Component, map: RuleMap, search: StrokeSearch): Stroke[] {
  const inks = Array.from(component.trace, (position, i) => inkAt(position, component.start + i, map))
  const isLong = inks.length * map.block >= longMm * map.pxPerMm
  const whole = { from: 0, to: inks.length }
  const isClear = ({ from, to }: Stretch) =>
    to - from >= windowEntries(map, search.windowMm) && isolationOf(inks.slice(from, to)) >= partIsolation
  const part = bestStretch(inks.map(ink => worth[ink]))
  const unbroken = bestStretch(inks.map(ink => unbrokenWorth[ink]))
  const wholeIsolation = isolationOf(inks)
  const isWholeClear = wholeIsolation >= (isLong ? longIsolation : shortIsolation)
  const isPartBetter = !isLong && wholeIsolation < partIsolation
  const stretches = [
    ...(isWholeClear && !(isPartBetter && isClear(part)) ? [whole] : []),
    ...[part, unbroken].filter(isClear),
  ]
  const straight = stretches.find(({ from, to }) =>
    isStraight(component.weights.subarray(from, to), component.moments.subarray(from, to), map),
  )
  if (straight === undefined) return []
  const { from, to } = straight
  return [
    {
      start: component.start + from,
      end: component.start + to - 1,
      trace: component.trace.slice(from, to),
      isolation: isolationOf(inks.slice(from, to)),
    },
  ]
}

function isolationOf(inks: readonly (keyof typeof worth)[]): number {
  const inked = inks.filter(ink => ink !== 'none').length
  return inked === 0 ? 0 : inks.filter(ink => ink === 'isolated').length / inked
}

/** The run of values with the largest sum (Kadane), as [from, to). */
function bestStretch(values: readonly number[]): Stretch {
  let best = { from: 0, to: 0 }
  let bestSum = 0
  let sum = 0
  let from = 0
  for (const [i, value] of values.entries()) {
    if (sum <= 0) {
      sum = 0
      from = i
    }
    sum += value
    if (sum <= bestSum) continue
    bestSum = sum
    best = { from, to: i + 1 }
  }
  return best
}

/** The window makes strokes begin late where ink is thin at their ends: follow it on, over gaps of one entry, for half a window. */
export function extended(stroke: Stroke, map: RuleMap, search: StrokeSearch): Stroke {
  const most = windowEntries(map, search.windowMm) >> 1
  const hasInk = (b: number, position: number): boolean => {
    if (b < 0 || b >= map.along) return false
    const a = Math.floor(position)
    for (let at = Math.max(0, a - 1); at <= Math.min(map.across - 1, a + 1); at++)
      if (map.depth[at * map.along + b]! >= search.minDepth) return true
    return false
  }
  const added = (end: number, step: 1 | -1): number => {
    const position = strokePosition(stroke, end)
    let count = 0
    while (count < most) {
      const next = end + (count + 1) * step
      if (!hasInk(next, position) && !hasInk(next + step, position)) break
      count++
    }
    while (count > 0 && !hasInk(end + count * step, position)) count--
    return count
  }
  const before = added(stroke.start, -1)
  const after = added(stroke.end, 1)
  if (before === 0 && after === 0) return stroke
  const { trace } = stroke
  const longer = new Float32Array(before + trace.length + after)
  longer.fill(trace[0]!, 0, before)
  longer.set(trace, before)
  longer.fill(trace[trace.length - 1]!, before + trace.length)
  return { ...stroke, start: stroke.start - before, end: stroke.end + after, trace: longer }
}
