import type { FormRecord } from './form-record.ts'
import { valueAt } from './form-values.ts'
import { rawText, replay } from './replay.ts'
import { decidedRule, type ReviewDecision, ruleBehind, whatWasDecided } from './review-decision.ts'

/**
 * Whether a decision finds its text no longer and changes nothing, though what it asks for does not stand there. What is not
 * there needs no rejecting; and a repair of format is made of any text that holds.
 */
export function isIdle(decision: ReviewDecision, form: FormRecord | undefined): boolean {
  const { path, before, verdict } = decision
  if (verdict === 'rejected') return false
  if (form === undefined || valueAt(form, path) === undefined) return true
  const ledger = form.corrections.filter(correction => correction.path === path)
  const isAnswered = ledger.some(
    entry => entry.before === before && entry.decided !== undefined && ruleBehind(entry) === decidedRule(decision),
  )
  if (isAnswered) return false
  const text = replay(rawText(form.provenance, path), ledger)
  const { after, method } = whatWasDecided(decision)
  return verdict === 'edited' ? text !== after : method !== 'format' && !text.includes(after)
}
