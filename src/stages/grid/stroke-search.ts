import type { RuleMap } from './rule-map.ts'

/** What counts as a piece of a rule. */
export interface StrokeSearch {
  /** Grey levels by which a rule is darker than the ground beside it, at least. */
  readonly minDepth: number
  /** A window of this length along the rule (mm) must hold ink in `minCover` of its entries: bridges dashes and broken rules. */
  readonly windowMm: number
  readonly minCover: number
}

/** Entries in the search's window, odd. */
export function windowEntries(map: RuleMap, windowMm: number): number {
  return Math.max(3, Math.round((windowMm * map.pxPerMm) / map.block) | 1)
}
