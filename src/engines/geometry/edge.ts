/**
 * A straight ruling line along one axis. `position` is its middle across the axis (y of a horizontal, x of a vertical edge),
 * `start` < `end` are its ends along it. Any unit (pt or px), y downwards; all edges of a call share it.
 */
export interface Edge {
  readonly orientation: 'horizontal' | 'vertical'
  readonly position: number
  readonly start: number
  readonly end: number
}

/** How exact the edges are, in their own unit. */
export interface EdgeTolerance {
  /** Edges whose positions differ by no more are the same line: half a border's width, or what the deskew leaves. */
  readonly snap: number
  /** Gaps along a line up to this length are closed: dashes, or breaks of a faint line. */
  readonly bridge: number
  /** A line end may miss the line it should meet by this much. */
  readonly reach: number
}

/** Printed tables drawn by programs, in pt: borders up to 2 pt wide drawn as two rules, dotted borders, mitred corners. */
export const drawnTolerance: EdgeTolerance = { snap: 1.5, bridge: 3, reach: 3 }
