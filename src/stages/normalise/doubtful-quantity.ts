import type { UnitTable } from '../../forms/units.ts'
import type { ValueKind } from '../../model/indicator-value.ts'
import { serialToIsoDay } from './calendar.ts'
import { DIGIT_LOOKALIKES, MONTH_UNIT, YEAR_UNIT } from './grammar.ts'
import { compareNumbers, findUnit, type Quantity, toBaseNumber } from './quantity.ts'

/** Counts have fractions when they are averages (人均2.2册), and those are small. */
const MOST_ON_AVERAGE = 10

/** Upper bound of a range over its lower: more is a misread point or a missing digit. */
const WIDEST_RANGE = 20

/**
 * What makes a well-formed quantity doubtful all the same. Nothing is changed: where one other reading is likely, the doubt is that
 * reading with a question mark (`292%` → `≥92%?`).
 * @param flat the text the quantity was read from
 */
export function quantityDoubts(quantity: Quantity, flat: string, kind: ValueKind, units: UnitTable): string[] {
  return [
    ...shareDoubts(quantity, flat, kind, units),
    ...missingParts(quantity, flat),
    ...calendarDoubts(quantity, flat),
    ...pointDoubts(quantity, units),
    ...emptyBounds(quantity, units),
  ]
}

/** A share of a whole is at most all of it; growth may be more. */
function shareDoubts(quantity: Quantity, flat: string, kind: ValueKind, units: UnitTable): string[] {
  const unit = findUnit(quantity.unit, units)
  if (unit?.dimension !== 'ratio' || unit.factor === null || kind === 'relative') return []
  if (compareNumbers(unit.factor, '0.01') > 0) return []
  const share = toBaseNumber(quantity.numberHigh ?? quantity.number, unit)
  if (share === null || compareNumbers(share, '1') <= 0) return []
  const withoutSign = withoutLookalikeSign(quantity, flat)
  if (withoutSign !== null && /^(?:\d\d|100)(?:\.\d+)?(?!\d)/.test(withoutSign)) return [`≥${withoutSign}?`]
  return [`a share above the whole: ${quantity.printed}${quantity.unit}`]
}

/** Recognisers read ≥ as 2: what stands behind the 2, if anything does and no sign is printed. */
function withoutLookalikeSign(quantity: Quantity, flat: string): string | null {
  const isBare = quantity.operator === null && flat.startsWith(quantity.printed)
  return isBare && /^2[1-9]/.test(quantity.printed) ? flat.slice(1) : null
}

/** Forms that print `≥90.00(%)` always print the sign, two decimals and the unit. */
function missingParts(quantity: Quantity, flat: string): string[] {
  if (quantity.numberHigh !== null) return []
  if (quantity.unit === null)
    return quantity.printed.endsWith('.00') ? [`the unit behind ${quantity.printed} is missing`] : []
  if (!quantity.bracketed || quantity.operator !== null || !flat.startsWith(quantity.printed)) return []
  const withoutSign = withoutLookalikeSign(quantity, flat)
  return [withoutSign === null ? `the sign before ${quantity.printed} is missing` : `≥${withoutSign}?`]
}

function calendarDoubts(quantity: Quantity, flat: string): string[] {
  const serial = quantity.unit === null && flat === quantity.printed ? serialToIsoDay(flat) : null
  if (serial !== null) return [`${serial}?`]
  if (quantity.unit === MONTH_UNIT && !quantity.bracketed)
    return [`"${flat}": a month of the year, or a number of months?`]
  const isYear = quantity.unit === YEAR_UNIT && /^(?:19|20)\d\d(?:\.0+)?$/.test(quantity.printed)
  return isYear ? [`"${flat}": a year, not a length of time?`] : []
}

/** Targets that say nothing or cannot be met: a lost digit or a wrong point. */
function emptyBounds(quantity: Quantity, units: UnitTable): string[] {
  const { number, numberHigh, operator } = quantity
  const doubts: string[] = []
  if (number === '0' && numberHigh === null && (operator === '≥' || operator === '<'))
    doubts.push(`${operator}0 says nothing: is a digit missing?`)
  const unit = findUnit(quantity.unit, units)
  if (unit?.dimension === 'count' && unit.factor === '1' && number.includes('.') && Number(number) > MOST_ON_AVERAGE)
    doubts.push(`a fraction of a count: ${quantity.printed}${unit.unit}`)
  if (unit?.dimension === 'number' && quantity.bracketed)
    doubts.push(`the unit "${quantity.unit}" says how many, not of what`)
  if (numberHigh !== null && Number(numberHigh) > WIDEST_RANGE * Math.abs(Number(number)) && number !== '0')
    doubts.push(`the range ${number} to ${numberHigh} is very wide`)
  return doubts
}

/** `1.000` with a point that may be a comma. Ten thousands of yuan do have three decimal places. */
function pointDoubts(quantity: Quantity, units: UnitTable): string[] {
  if (!/^[1-9]\d{0,2}\.\d{3}$/.test(quantity.printed)) return []
  const unit = findUnit(quantity.unit, units)
  if (unit?.dimension === 'money' && unit.factor !== null && compareNumbers(unit.factor, '1') > 0) return []
  return [`${quantity.printed.replace('.', ',')}?`]
}

const MIXED_RUN = /[\dOoQDlIi|ZzSsBbgq.,]*\d[\dOoQDlIi|ZzSsBbgq.,]*/g

/** Digits that cannot be told: a space among them, a letter among them. Such a number is not read at all. */
export function digitDoubts(flat: string, units: UnitTable): string[] {
  const doubts: string[] = []
  const parted = /^2 (\d.*)$/.exec(flat)
  if (parted) doubts.push(`≥${parted[1]}?`)
  else if (/\d \d/.test(flat)) doubts.push(`a space inside the number: ${flat.replace(/(?<=\d) (?=\d)/g, '')}?`)
  const repaired = flat.replace(MIXED_RUN, (run, offset: number) => {
    if (
      !/[A-Za-z|]/.test(run) ||
      isCode(run, flat[offset - 1] ?? '') ||
      endsInUnit(run, flat.slice(offset + run.length), units)
    )
      return run
    return [...run].map(char => DIGIT_LOOKALIKES.get(char) ?? char).join('')
  })
  if (repaired !== flat) doubts.push(`letters among the digits: ${repaired}?`)
  return doubts
}

/** `ISO9001`, `B2B`: a name, not a number. */
function isCode(run: string, before: string): boolean {
  return /^[A-Za-z]{2,}/.test(run) || /[A-Za-z]/.test(before)
}

/** `10GB`, `5s`: the letters and those behind them are a unit. */
function endsInUnit(run: string, behind: string, units: UnitTable): boolean {
  const parts = /^[\d.,]*\d([A-Za-z]+)$/.exec(run)
  if (!parts) return false
  return units.find(parts[1]! + (/^[A-Za-z²³/]*/.exec(behind)?.[0] ?? '')) !== null
}
