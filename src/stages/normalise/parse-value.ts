import type { UnitTable } from '../../forms/units.ts'
import type { Deadline, IndicatorValue, ValueKind } from '../../model/indicator-value.ts'
import { cleanValue } from './clean-value.ts'
import { cutOut } from './cut-out.ts'
import { digitDoubts, quantityDoubts } from './doubtful-quantity.ts'
import { wordDoubts } from './doubtful-words.ts'
import { flattened } from './fold-characters.ts'
import { CHANGE_AT_END, CHANGE_AT_START, COMPARATORS, FREQUENCIES } from './grammar.ts'
import { parseHanQuantity } from './han-quantity.ts'
import { takeDeadline } from './parse-deadline.ts'
import { parseQuantity } from './parse-quantity.ts'
import { findUnit, type Quantity, toBaseNumber } from './quantity.ts'

export interface ValueContext {
  /** Year of dates that print none; null where the form's year is not known. */
  readonly fiscalYear: number | null
  readonly units: UnitTable
}

interface Evidence {
  readonly deadline: Deadline | null
  readonly hasDate: boolean
  readonly quantity: Quantity | null
  readonly doubts: readonly string[]
}

/**
 * Takes an indicator's target apart. Never throws and never loses text: what no rule reads is `unparsed`, with a doubt.
 *
 * - `text` is `raw` with its format repaired (LaTeX, width, spaces, unit brackets); its digits are those of `raw`, in order.
 * - `number` is what is printed, `unit` carries the scale: `≥1.2万` → 1.2 万, `142万人` → 142 万人; `baseNumber` multiplies out.
 * - A value may have both a number and a deadline (`2024年12月底前完成100%`), or recur with a number (`每月2次`).
 */
export function parseIndicatorValue(raw: string, context: ValueContext): IndicatorValue {
  const text = cleanValue(raw)
  const flat = flattened(text)
  if (flat === '') return toValue(text, 'unparsed', NOTHING, ['the value is empty'], context.units)
  const unreadable = digitDoubts(flat, context.units)
  if (unreadable.length > 0) return toValue(text, 'unparsed', NOTHING, unreadable, context.units)
  const recurring = without(flat, FREQUENCIES)
  const compared = without(recurring ?? flat, [COMPARATORS])
  const changing = without(compared ?? recurring ?? flat, [CHANGE_AT_START, CHANGE_AT_END])
  const isRelative = compared !== null || changing !== null
  const evidence = readEvidence(changing ?? compared ?? recurring ?? flat, recurring !== null || isRelative, context)
  const kind = toKind(recurring !== null, isRelative, evidence, flat)
  const doubts = [...evidence.doubts, ...wordDoubts(flat, kind, evidence.quantity !== null, context.units)]
  if (evidence.quantity) doubts.push(...quantityDoubts(evidence.quantity, flat, kind, context.units))
  if (kind === 'unparsed' && doubts.length === 0) doubts.push(`"${text}" is no value that can be read`)
  return toValue(text, kind, evidence, doubts, context.units)
}

const NOTHING: Evidence = { deadline: null, hasDate: false, quantity: null, doubts: [] }

/** The text without the first pattern's match; null where none matches. */
function without(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    if (match) return cutOut(text, match.index, match.index + match[0].length).replace(/^\/|\/$/g, '')
  }
  return null
}

/** Dates first, for their digits are no quantity; then the number that is left. */
function readEvidence(text: string, isClassified: boolean, { fiscalYear, units }: ValueContext): Evidence {
  const date = takeDeadline(text, fiscalYear)
  const rest = date?.rest ?? text
  const doubts = [...(date?.doubts ?? [])]
  const hasDigits = /\d/.test(rest)
  let quantity = hasDigits ? parseQuantity(rest, units) : null
  if (hasDigits && !quantity) doubts.push(`the number in "${text}" cannot be read`)
  if (!hasDigits && !date && !isClassified) quantity = parseHanQuantity(rest, units)
  doubts.push(...(quantity?.doubts ?? []))
  if (date && quantity?.unit === null) doubts.push(`the number ${quantity.printed} beside the date is not known`)
  return { deadline: date?.deadline ?? null, hasDate: date !== null, quantity, doubts }
}

function toKind(
  isRecurring: boolean,
  isRelative: boolean,
  { hasDate, quantity, doubts }: Evidence,
  flat: string,
): ValueKind {
  if (isRecurring) return 'frequency'
  if (isRelative) return 'relative'
  if (quantity) return quantity.numberHigh === null ? 'numeric' : 'range'
  if (hasDate) return 'deadline'
  return doubts.length === 0 && /\p{Script=Han}/u.test(flat) && !/\p{Nd}/u.test(flat) ? 'qualitative' : 'unparsed'
}

function toValue(
  text: string,
  kind: ValueKind,
  evidence: Evidence,
  doubts: readonly string[],
  units: UnitTable,
): IndicatorValue {
  const { quantity } = evidence
  const unit = findUnit(quantity?.unit ?? null, units)
  return {
    text,
    kind,
    operator: quantity?.operator ?? null,
    number: quantity?.number ?? null,
    numberHigh: quantity?.numberHigh ?? null,
    unit: quantity?.unit ?? null,
    dimension: unit?.dimension ?? null,
    baseNumber: quantity ? toBaseNumber(quantity.number, unit) : null,
    deadline: evidence.deadline,
    doubts: [...new Set(doubts)],
  }
}
