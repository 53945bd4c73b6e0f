import type { FormDefinition } from '../../forms/form-definition.ts'
import type { UnitTable } from '../../forms/units.ts'
import type { Candidate, Correction } from '../../model/correction.ts'
import type { DraftForm, DraftValue } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import { foldText } from '../../model/printed-text.ts'
import type { Reading } from '../../model/reading.ts'
import { creditOf } from '../../model/reading-credit.ts'
import type { TextTyping } from '../../model/text-typing.ts'
import { evidenceOfReading } from './align-label.ts'
import { type Evidence, forwardScore, leastGap } from './forced-alignment.ts'
import { SPELLING_LIMITS } from './limits.ts'
import { amountSpellings, dateSpellings, hasMisreadUnit, numberDigits, targetSpellings } from './number-spellings.ts'
import { hasOperator, operatorShapes } from './reread-operator.ts'

const RULE_VERSION = 1

/** Before the name of what is counted: 个工作日. */
const COUNTER = '个'

export interface NumberGrammar {
  readonly form: FormDefinition
  readonly units: UnitTable
  readonly typing: TextTyping
}

/**
 * Reads amounts, dates and targets again that do not parse, or parse with a doubt: of all spellings that the form's grammar allows for the
 * digits of one look, the one that the posteriors of all looks support best. It takes the place of the text and is
 * always for a person to see; where it has other digits than the text it is proposed only.
 */
export function rereadNumbers(draft: DraftForm, { form, units, typing }: NumberGrammar): DraftForm {
  const corrections: Correction[] = []
  const review: ReviewFlag[] = []
  const reread = (
    path: string,
    value: DraftValue,
    spell: (text: string) => string[],
    operators: readonly string[] = [],
  ): DraftValue => {
    const better = bestSpelling(path, value, { spell, typing, operators })
    if (better === null) return value
    const { text, gap, margin, candidates } = better
    const isApplied = numberDigits(text) === numberDigits(value.text)
    corrections.push({
      path,
      before: value.text,
      after: text,
      method: 'posterior',
      rule: 'posterior/grammar',
      ruleVersion: RULE_VERSION,
      decision: isApplied ? 'applied' : 'proposed',
      score: Math.exp(-gap / 4),
      margin: Number.isFinite(margin) ? margin : null,
      candidates,
      place: value.cells[0]?.place ?? null,
      reason: 'what was read is no value that the form prints; the recogniser saw this too',
    })
    const reason = isApplied ? `read as "${value.text}", which the form does not print` : `${text}?`
    review.push({ path, reason })
    return isApplied ? { ...value, text } : value
  }
  const fields = new Map(draft.fields)
  for (const { path, kind } of form.fields) {
    const value = draft.fields.get(path)
    if (value === undefined) continue
    if (kind === 'amount') fields.set(path, reread(path, value, amountSpellings))
    if (kind === 'date') fields.set(path, reread(path, value, dateSpellings))
  }
  const grammar = { operators: form.operators, units: units.units.flatMap(({ unit }) => [unit, `${COUNTER}${unit}`]) }
  const rows = draft.rows.map((row, index) => ({
    ...row,
    value: reread(`indicators[${index}].value`, row.value, text => targetSpellings(text, grammar), form.operators),
  }))
  return {
    ...draft,
    fields,
    rows,
    corrections: [...draft.corrections, ...corrections],
    review: [...draft.review, ...review],
  }
}

interface Spelling {
  readonly text: string
  readonly gap: number
  readonly margin: number
  readonly candidates: readonly Candidate[]
}

interface SpellingRules {
  readonly spell: (text: string) => string[]
  readonly typing: TextTyping
  /** Those that the form prints before such a value. */
  readonly operators: readonly string[]
}

/**
 * Null where the text raises no doubt (in words: and is no unlikelier than the best spelling), where the engine tells no
 * posteriors, and where no spelling without doubts stands out.
 */
function bestSpelling(
  path: string,
  { text, cells }: DraftValue,
  { spell, typing, operators }: SpellingRules,
): Spelling | null {
  const [cell, ...more] = cells
  if (cell === undefined || more.length > 0 || text === '') return null
  const isFit = isClean(path, text, typing)
  const looks: readonly Reading[] = [cell.reading, ...(cell.reading.others ?? [])]
  const isHeadless = lacksOperator(text, looks, operators)
  const isLosing = isHeadless || hasMisreadUnit(text)
  if (isFit && /\d/u.test(text) && !isLosing) return null
  const evidence = looks.map(evidenceOfReading).filter(each => each !== null)
  if (evidence.length === 0) return null
  const spellings = new Set([text, ...looks.map(look => look.text)].flatMap(each => [each, ...spell(each)]))
  spellings.delete(text)
  const gapOfShapes = (each: string) =>
    Math.min(...operatorShapes(each, operators).map(shape => gapOf(evidence, foldText(shape))))
  const scored = [...spellings]
    .filter(each => !isFit || (!(isHeadless && !hasOperator(each, operators)) && !hasMisreadUnit(each)))
    .map(each => ({ text: each, gap: gapOfShapes(each) }))
    .filter(({ text: each, gap }) => gap <= SPELLING_LIMITS.gap && isClean(path, each, typing))
    .sort((a, b) => a.gap - b.gap)
  const [best] = scored
  if (best === undefined) return null
  const most = isLosing ? SPELLING_LIMITS.lostGap : gapOf(evidence, foldText(text)) - SPELLING_LIMITS.margin
  if (isFit && best.gap > most) return null
  const rival = scored.find(each => foldText(each.text) !== foldText(best.text))
  const margin = rival === undefined ? Number.POSITIVE_INFINITY : rival.gap - best.gap
  if (margin < SPELLING_LIMITS.margin) return null
  return { ...best, margin, candidates: scored.slice(0, 5).map(each => ({ text: each.text, cost: each.gap })) }
}

/** Whether an operator was lost before the digits of a text: ink was left unread, another look shows the operator, or a letter stands there. */
function lacksOperator(text: string, looks: readonly Reading[], operators: readonly string[]): boolean {
  if (operators.length > 0 && /^[A-Za-z]\d/u.test(text)) return true
  if (!/^\d/u.test(text)) return false
  return looks.some(look => creditOf(look) < SPELLING_LIMITS.credit || hasOperator(look.text, operators))
}

/** Nats that the text lacks of the free path, in the look that speaks best for it. */
function gapOf(evidence: readonly Evidence[], text: string): number {
  const gaps = evidence.map(each =>
    leastGap(each, text) > SPELLING_LIMITS.gap
      ? Number.POSITIVE_INFINITY
      : Math.max(0, each.free - forwardScore(each, text)),
  )
  return Math.min(...gaps)
}

function isClean(path: string, text: string, typing: TextTyping): boolean {
  const { doubts, isRead } = typing.type(path, typing.clean(path, text))
  return isRead && doubts.length === 0
}
