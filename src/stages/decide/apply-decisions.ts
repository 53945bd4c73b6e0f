import type { Correction } from '../../model/correction.ts'
import type { FormRecord, ReviewFlag } from '../../model/form-record.ts'
import { valueAt, withConfidence, withValueAt } from '../../model/form-values.ts'
import { grouped } from '../../model/grouped.ts'
import { foldText } from '../../model/printed-text.ts'
import { rawText } from '../../model/replay.ts'
import type { ReviewDecision, Revocation } from '../../model/review-decision.ts'
import type { TextTyping } from '../../model/text-typing.ts'
import { decideLedger } from './decide-ledger.ts'

/** A form as the program made it: read, repaired and typed, with its proposals; not yet checked. */
type UndecidedForm = Omit<FormRecord, 'findings' | 'definition'>

export interface Judgement {
  /** Those of this form that hold: one a key, none withdrawn. */
  readonly decisions: readonly ReviewDecision[]
  readonly revocations: readonly Revocation[]
}

/**
 * Lets people's decisions take effect. Of every value they are about, the ledger is decided entry by entry, the text is
 * the raw reading with that ledger replayed, and the value is typed from it again. What a person decided about a whole
 * value is sure and not asked again, unless the text that holds now raises doubts of its own. What a revoked rule had repaired stands as it
 * was read, and that was doubtful: a person looks. A decision about a text that no longer stands there changes nothing.
 */
export function applyDecisions<Form extends UndecidedForm>(
  form: Form,
  { decisions, revocations }: Judgement,
  typing: TextTyping,
): Form {
  const revoked = new Map(revocations.map(revocation => [revocation.rule, revocation]))
  const decisionsByPath = grouped(decisions, decision => decision.path)
  const paths = new Set([
    ...decisionsByPath.keys(),
    ...form.corrections.filter(({ rule }) => revoked.has(rule)).map(({ path }) => path),
  ])
  let decidedForm = form
  for (const path of paths) {
    if (valueAt(form, path) === undefined) continue
    const own = form.corrections.filter(correction => correction.path === path)
    const ledger = decideLedger(rawText(form.provenance, path), own, {
      decisions: decisionsByPath.get(path) ?? [],
      revoked,
      place: form.provenance.find(origin => origin.path === path)?.place ?? null,
      clean: text => typing.clean(path, text),
    })
    const corrections = replacedEntries(decidedForm.corrections, path, ledger.entries)
    decidedForm = { ...decidedForm, corrections }
    const { value, doubts } = typing.type(path, ledger.text)
    if (ledger.isChanged) decidedForm = withValueAt(decidedForm, path, value)
    const undone = ledger.undone.map(({ rule }) => `${rule} is revoked: it stands as it was read`)
    if (ledger.isChanged || ledger.isSettled) {
      const review = reviewAfter(decidedForm.review, path, [...undone, ...doubts], ledger.isSettled)
      decidedForm = { ...decidedForm, review }
    }
    decidedForm = withConfidence(decidedForm, path, known =>
      ledger.isSettled ? 1 : Math.min(known, ...ledger.undone.map(worthOfRaw)),
    )
  }
  return decidedForm
}

/** How likely a text is right that a rule took for another one, 0..1: as much as the rule doubts itself, where they differ in more than width. */
function worthOfRaw({ before, after, score }: Correction): number {
  return foldText(before) === foldText(after) ? 1 : 1 - score
}

/** The ledger with the entries of one path replaced, where the first of them stood. */
function replacedEntries(
  corrections: readonly Correction[],
  path: string,
  entries: readonly Correction[],
): Correction[] {
  const first = corrections.findIndex(correction => correction.path === path)
  const at = first === -1 ? corrections.length : first
  const others = corrections.slice(at).filter(correction => correction.path !== path)
  return [...corrections.slice(0, at), ...entries, ...others]
}

function reviewAfter(
  review: readonly ReviewFlag[],
  path: string,
  doubts: readonly string[],
  isSettled: boolean,
): ReviewFlag[] {
  const earlier = review.find(flag => flag.path === path)
  const reasons = new Set([...(isSettled || earlier === undefined ? [] : earlier.reason.split('; ')), ...doubts])
  const others = review.filter(flag => flag.path !== path)
  return reasons.size === 0 ? others : [...others, { path, reason: [...reasons].join('; ') }]
}
