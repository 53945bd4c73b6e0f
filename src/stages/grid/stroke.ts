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
}

/** px across the rule at entry `along`; past its ends a stroke is taken to run straight on at the slope of its nearest 20 entries. */
export function strokePosition(stroke: Stroke, along: number): number {
  const { start, end, trace } = stroke
  if (along >= start && along <= end) return trace[Math.round(along) - start]!
  const reach = Math.min(20, end - start)
  if (reach < 6) return along < start ? trace[0]! : trace[end - start]!
  if (along < start) return trace[0]! + clampedSlope((trace[reach]! - trace[0]!) / reach) * (along - start)
  const last = end - start
  return trace[last]! + clampedSlope((trace[last]! - trace[last - reach]!) / reach) * (along - end)
}

/** A cleaned page leaves no rule steeper than this (px an entry); more is noise in a short trace. */
function clampedSlope(slope: number): number {
  return Math.max(-0.08, Math.min(0.08, slope))
}
