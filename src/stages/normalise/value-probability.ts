import { CALIBRATION } from './calibration.ts'

/** What kind of text a value is; each is misread in its own way. */
export type ValueText = 'number' | 'words' | 'prose' | 'label'

/** What speaks for and against a value that was recognised on a picture. Of arithmetic only whether it agrees: it never gives a digit. */
export interface ValueEvidence {
  readonly text: ValueText
  /** What the recogniser and the words of the domain make of it, 0..1. */
  readonly confidence: number
  /** The same of its weakest character alone, brackets aside. */
  readonly weakest: number
  /** There is ink beside the characters that were read, or lines that another look reads otherwise. */
  readonly isIncomplete: boolean
  /** The grammar, the slot or the row raised a doubt. */
  readonly isDoubted: boolean
  /** Another look at the same ink read something else. */
  readonly isDisputed: boolean
  /** A sum of several parts comes out right with it, to the fen. */
  readonly isConfirmed: boolean
}

/** Confidences beyond these say no more than these. */
const SUREST = 0.9999
const LEAST_SURE = 0.01

/** How likely a value is right, 0..1: of values given 0.99, 99 in 100 are (`npm run bench -- calibration`). Rises with confidence. */
export function probabilityOf(evidence: ValueEvidence): number {
  const score = evidenceTerms(evidence).reduce((sum, term, i) => sum + term * CALIBRATION[evidence.text][i]!, 0)
  return 1 / (1 + Math.exp(-score))
}

/** The terms of the logistic model, in the order of `CALIBRATION`. */
export function evidenceTerms({ confidence, weakest, ...signs }: ValueEvidence): number[] {
  const { isIncomplete, isDoubted, isDisputed, isConfirmed } = signs
  return [1, logOdds(confidence), logOdds(weakest), ...[isIncomplete, isDoubted, isDisputed, isConfirmed].map(Number)]
}

function logOdds(probability: number): number {
  const bounded = Math.min(SUREST, Math.max(LEAST_SURE, probability))
  return Math.log(bounded / (1 - bounded))
}
