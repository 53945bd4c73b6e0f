import type { Correction } from './correction.ts'

/** `edited`: the person wrote another text; `withdrawn`: an earlier decision is taken back, the program's own holds again. */
export type Verdict = 'accepted' | 'rejected' | 'edited' | 'withdrawn'

/**
 * What a decision is about. It names the bytes, the form, the value and the text that stood there, never a row of the
 * database, so that it outlives every new reading of the document.
 */
export interface DecisionKey {
  readonly sha256: string
  /** Position of the form in its document, from 1. */
  readonly sequence: number
  readonly path: string
  /** `before` of the correction; for a value that no rule touched, its whole text. */
  readonly before: string
}

/** The parts of a correction that a decision keeps: the rule may be gone when somebody asks. */
export type DecidedCorrection = Pick<
  Correction,
  'after' | 'method' | 'rule' | 'ruleVersion' | 'score' | 'margin' | 'candidates'
>

/** What a person decided about a correction or a value. Never changed: a later decision with the same key replaces it. */
export interface ReviewDecision extends DecisionKey {
  readonly verdict: Verdict
  /** The person's own text in place of `before`; null unless `edited`. */
  readonly text: string | null
  /** The correction as the program had made it; null for a value that no rule touched. */
  readonly correction: DecidedCorrection | null
  readonly actor: string
  /** ISO time. */
  readonly decidedAt: string
}

/** A rule that a person no longer wants: what it applied is put back, what it proposed is withdrawn. */
export interface Revocation {
  readonly rule: string
  readonly actor: string
  /** ISO time. */
  readonly revokedAt: string
}

/** The same text for equal keys. */
export function decisionKeyToText({ sha256, sequence, path, before }: DecisionKey): string {
  return JSON.stringify([sha256, sequence, path, before])
}
