import type { Place } from './place.ts'

/** A text that could stand instead, with its score; lower cost is better. */
export interface Candidate {
  readonly text: string
  readonly cost: number
}

export type Decision = 'applied' | 'proposed' | 'accepted' | 'rejected'

/**
 * One entry of the ledger: text `before` may be, or has been, replaced by `after`.
 * Final text = raw reading + the entries whose decision is `applied` or `accepted`, in order (replay.ts).
 */
export interface Correction {
  /** Path of the value in the form, as in `needsReview`: `indicators[3].level2`, `projectNature`. */
  readonly path: string
  readonly before: string
  readonly after: string
  /** `label` (closed vocabulary), `format`, `dictionary`, `structure`; `review`: a person's own text. */
  readonly method: string
  /** Stable id of the rule, for instance `label/glyph` or `dictionary/运维护容`, and its version. */
  readonly rule: string
  readonly ruleVersion: number
  readonly decision: Decision
  /** 0..1, how sure the rule is. */
  readonly score: number
  /** Cost of the runner-up less the cost of the winner; null where there was no runner-up. */
  readonly margin: number | null
  readonly candidates: readonly Candidate[]
  readonly place: Place | null
  /** Why, in words for a person. */
  readonly reason: string
  /** Who decided and when, ISO time; absent where the program did, in the run of the document. */
  readonly decided?: { readonly by: string; readonly at: string }
}
