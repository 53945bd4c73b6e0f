import type { Correction } from '../../model/correction.ts'
import type { Place } from '../../model/place.ts'
import { replaced, takesEffect } from '../../model/replay.ts'
import { decidedRule, type ReviewDecision, type Revocation, whatWasDecided } from '../../model/review-decision.ts'

export interface LedgerJudgement {
  /** About this value. */
  readonly decisions: readonly ReviewDecision[]
  readonly revoked: ReadonlyMap<string, Revocation>
  /** Where the value stands, for entries that no rule made. */
  readonly place: Place | null
  /** Repairs the format of a person's own text. */
  readonly clean: (text: string) => string
}

export interface DecidedLedger {
  readonly entries: readonly Correction[]
  /** The raw reading with the entries replayed. */
  readonly text: string
  /** The text is another one than the program's. */
  readonly isChanged: boolean
  /** A person decided about the whole of the text. */
  readonly isSettled: boolean
  /** Entries of revoked rules that nobody decided about, put back as it was read. */
  readonly undone: readonly Correction[]
}

/** Decides the ledger of one value. `own`: its entries as the program made them, in order. */
export function decideLedger(
  raw: string,
  own: readonly Correction[],
  { decisions, revoked, place, clean }: LedgerJudgement,
): DecidedLedger {
  const open = new Set(decisions)
  const entries: Correction[] = []
  const undone: Correction[] = []
  /** Proposals whose text stood there when it was their turn. */
  const asked = new Set<Correction>()
  /** What the program made of the text so far, and what it is now. */
  let made = raw
  let text = raw
  let isSettled = false
  for (const correction of own) {
    const isWhole = correction.before === made
    const isApplied = correction.decision === 'applied'
    if (isApplied) made = replaced(made, correction.before, correction.after) ?? made
    const decision = decisionAbout(correction, decisions, own)
    if (decision !== undefined) open.delete(decision)
    const decided = decidedEntry(correction, decision, revoked.get(correction.rule), clean)
    // What repair would have done to the text that was read is done to the one that was accepted for it.
    const entry = isWhole && !isApplied && takesEffect(decided) ? { ...decided, after: clean(decided.after) } : decided
    if (takesEffect(entry)) {
      // A repair of a text that a decision did away with has nothing left to repair.
      if (isWhole && isApplied && text !== entry.before) continue
      const next = replaced(text, entry.before, entry.after)
      if (next === null) continue
      isSettled ||= decision !== undefined && text === entry.before
      text = next
    } else if (decision !== undefined && isWhole && isApplied) isSettled = true
    if (isApplied && decision === undefined && revoked.has(correction.rule)) undone.push(correction)
    if (entry.decision === 'proposed' && text.includes(entry.before)) asked.add(entry)
    entries.push(entry)
  }
  for (const decision of [...open].sort((a, b) => (a.decidedAt < b.decidedAt ? -1 : 1))) {
    const entry = decisionToEntry(decision, place, clean)
    const next = entry === null ? null : replaced(text, entry.before, entry.after)
    if (entry === null || next === null) continue
    isSettled ||= text === entry.before
    text = next
    entries.push(entry)
  }
  const standing = entries.filter(
    entry => entry.decision !== 'proposed' || text.includes(entry.before) || (asked.has(entry) && !isSettled),
  )
  const isChanged = text !== made
  return { entries: standing, text, isChanged, isSettled, undone: isChanged && !isSettled ? undone : [] }
}

/**
 * The decision about an entry: by its text and rule, else one about the same text whose own rule has nothing to say there any
 * more. A person who rejected another answer has not rejected this one.
 */
function decisionAbout(
  { before, rule, after }: Correction,
  decisions: readonly ReviewDecision[],
  own: readonly Correction[],
): ReviewDecision | undefined {
  const about = decisions.filter(decision => decision.before === before)
  const isGone = (decision: ReviewDecision) =>
    !own.some(entry => entry.before === before && entry.rule === decidedRule(decision))
  return (
    about.find(decision => decidedRule(decision) === rule) ??
    about.find(d => isGone(d) && (d.verdict !== 'rejected' || d.correction?.after === after))
  )
}

function decidedEntry(
  correction: Correction,
  decision: ReviewDecision | undefined,
  revocation: Revocation | undefined,
  clean: (text: string) => string,
): Correction {
  if (decision === undefined) {
    if (revocation === undefined) return correction
    const decided = { by: revocation.actor, at: revocation.revokedAt }
    return { ...correction, decision: 'rejected', decided }
  }
  const decided = { by: decision.actor, at: decision.decidedAt }
  const decidedOn = decidedRule(decision) === correction.rule ? {} : whatWasDecided(decision)
  if (decision.text === null)
    return { ...correction, ...decidedOn, decision: decision.verdict === 'rejected' ? 'rejected' : 'accepted', decided }
  const candidates = [{ text: correction.after, cost: 1 - correction.score }, ...correction.candidates].filter(
    (candidate, index, all) => all.findIndex(({ text }) => text === candidate.text) === index,
  )
  const own = { after: clean(decision.text), method: 'review', decision: 'accepted', candidates, decided } as const
  return { ...correction, ...decidedOn, ...own }
}

/** A decision that no rule's correction answers to: of a value that no rule touched, or of a rule that is gone. */
function decisionToEntry(
  decision: ReviewDecision,
  place: Place | null,
  clean: (text: string) => string,
): Correction | null {
  const { path, before, verdict, text, actor, decidedAt } = decision
  if (verdict === 'rejected') return null
  return {
    path,
    before,
    ...whatWasDecided(decision),
    ...(text === null ? {} : { after: clean(text) }),
    decision: 'accepted',
    place,
    reason: text === null ? 'a person accepted it' : 'the text that a person gave',
    decided: { by: actor, at: decidedAt },
  }
}
