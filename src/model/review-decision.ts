import type { Correction } from './correction.ts'

/** `edited`: the person wrote another text; `withdrawn`: an earlier decision is taken back, the program's own holds again. */
export type Verdict = 'accepted' | 'rejected' | 'edited' | 'withdrawn'

/**
 * The text that a decision is about. It names the bytes, the form, the value and the text that stood there, never a row of the
 * database, so that it outlives every new reading of the document. Where several rules have something to say about one text,
 * the rule tells which of them is meant.
 */
export interface DecidedText {
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

/** What a person decided about a correction or a value. Never changed: a later one about the same text and rule replaces it. */
export interface ReviewDecision extends DecidedText {
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

/** Rules of entries that only a person stands behind: a text of their own, a value confirmed as it was read. */
export const EDITED = 'review/edited'
export const CONFIRMED = 'review/confirmed'

/** The rule that made an entry; null for one that only a person stands behind. */
export function ruleBehind({ rule }: Pick<Correction, 'rule'>): string | null {
  return rule === EDITED || rule === CONFIRMED ? null : rule
}

/** The rule whose entry a decision is about; null for a value that no rule touched. */
export function decidedRule({ correction }: Pick<ReviewDecision, 'correction'>): string | null {
  return correction?.rule ?? null
}

/** The correction that a person decided on; of a value that no rule touched, the value as it stood. An own text is in its place. */
export function whatWasDecided({ before, text, correction }: ReviewDecision): DecidedCorrection {
  const rule = text === null ? CONFIRMED : EDITED
  const none = { after: before, method: 'review', rule, ruleVersion: 1, score: 1, margin: null, candidates: [] }
  return { ...none, ...correction, ...(text === null ? {} : { after: text, method: 'review' }) }
}

/** The same text for decisions about the same text and rule. */
export function keyOfDecision(decision: Omit<ReviewDecision, 'actor' | 'decidedAt'>): string {
  return decisionKey(decision, decidedRule(decision))
}

export function decisionKey({ sha256, sequence, path, before }: DecidedText, rule: string | null): string {
  return JSON.stringify([sha256, sequence, path, before, rule])
}
