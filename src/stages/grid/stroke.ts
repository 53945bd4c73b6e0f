/**
 * A piece of a rule as ink shows it, in the entries of a rule map: it runs from `start` to `end` (inclusive) along the rule.
 * `trace[i]` is where its middle lies across the rule (px) at entry `start + i`: what deskew and flattening left bent stays followed.
 */
export interface Stroke {
  readonly start: number
  readonly end: number
  readonly trace: Float32Array
  /** Share (0..1) of its ink that is white close by on both sides. */
  readonly isolation: number
  /** It runs whole, whatever ink it lost: what stands beside it says so. */
  readonly isHeld?: true
}

/** Entries from which on a trace's slope means something (20 mm), and that are looked at for it. */
const slopeEntries = 40
/** A cleaned page leaves no rule steeper than this (px an entry; 0.6° at 200 dpi). */
const maxSlope = 0.04

/** px across the rule at entry `along`; past its ends a long stroke runs straight on at the slope it ends with, a short one level. */
export function strokePosition(stroke: Stroke, along: number): number {
  const { start, end, trace } = stroke
  if (along >= start && along <= end) return trace[Math.round(along) - start]!
  const last = end - start
  if (along < start) return trace[0]! - slope(trace, 0, slopeEntries) * (start - along)
  return trace[last]! + slope(trace, last - slopeEntries, last) * (along - end)
}

function slope(trace: Float32Array, from: number, to: number): number {
  if (from < 0 || to >= trace.length) return 0
  return Math.max(-maxSlope, Math.min(maxSlope, (trace[to]! - trace[from]!) / (to - from)))
}
