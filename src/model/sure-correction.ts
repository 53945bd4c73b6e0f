import type { Correction } from './correction.ts'
import type { DraftValue } from './draft-form.ts'

/** The entry of a repair that leaves no choice: the text of the value becomes `after`. */
export function sureCorrection(
  path: string,
  { text, cells }: DraftValue,
  after: string,
  about: Pick<Correction, 'method' | 'rule' | 'ruleVersion' | 'reason'>,
): Correction {
  return {
    path,
    before: text,
    after,
    ...about,
    decision: 'applied',
    score: 1,
    margin: null,
    candidates: [],
    place: cells[0]?.place ?? null,
  }
}
