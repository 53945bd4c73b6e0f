import type { UnitTable } from '../../forms/units.ts'
import type { Operator } from '../../model/indicator-value.ts'
import { AND_WORDS, EARLIER_YEAR, NOTE_IN_BRACKETS, RATIO_LOOKALIKES, SPAN, WORDS_INSIDE } from './grammar.ts'
import { compareNumbers, isSameShare, type Quantity } from './quantity.ts'
import { canonicalNumber, readNumber } from './read-number.ts'
import {
  boundWordsAt,
  hasBoundWords,
  oneOperator,
  readWordsBefore,
  readWordsBehind,
  type WordsReading,
} from './read-words.ts'

const NUMBER = String.raw`\d(?:[\d.,·。'、 ]*\d)?`
/** Before the first digit, the sign, the number, the rest. */
const PARTS = new RegExp(`^([^\\d]*?)([-+±]?)(${NUMBER})(.*)$`, 's')
/** `1/3` and `2:1` are not the number 1 or 2. */
const FRACTION = /^[/:]\d/
/** `A1类`, `ISO9001`: digits of a name. */
const CODE = /[A-Za-z]$/
/** A unit or nothing, a span sign, a second number. */
const TO = new RegExp(`^([^\\d()~-]{0,6}|\\([^()\\d]{1,6}\\))${SPAN}(${NUMBER})(.*)$`, 's')
const UNIT_RUN = /^(?:[%‰‱](?:\/[\p{L}·]+)?|[\p{L}\p{M}·/²³°℃℅%㎡㎥㎞¥]+)/u

interface UnitReading {
  readonly unit: string | null
  readonly bracketed: boolean
  readonly tail: string
  readonly operator: Operator | null
  readonly doubts: readonly string[]
}

/** Reads `≥30.00(%)`, `50-60次`, `不低于90分`, `2小时以内`, `≥80%且≤90%`. @returns null where the text has no number */
export function parseQuantity(flat: string, units: UnitTable): Quantity | null {
  const parts = PARTS.exec(flat)
  if (!parts || FRACTION.test(parts[4]!) || CODE.test(parts[1]!)) return null
  const [, head = '', sign = '', printed = '', rest = ''] = parts
  const before = readWordsBefore(head, flat.slice(head.length))
  const doubts = [...before.doubts]
  const first = readNumber(printed)
  doubts.push(...first.doubts)
  const to = TO.exec(rest)
  const second = to ? readNumber(to[2]!) : null
  doubts.push(...(second?.doubts ?? []))
  if (first.value === null || (second && second.value === null)) return null
  const behindNumber = to ? to[3]! : rest
  const reading = readUnit(behindNumber, units)
  doubts.push(...reading.doubts)
  const unit = reading.unit ?? (to?.[1] ? to[1].replace(/[()]/g, '') : null)
  if (to?.[1] && reading.unit && to[1].replace(/[()]/g, '') !== reading.unit)
    doubts.push(`the two numbers have different units`)
  if (sign === '-') doubts.push(head === '' ? `=${printed}${rest}?` : 'a negative number')
  const number = canonicalNumber((sign === '-' || sign === '±' ? '-' : '') + first.value)
  const high = sign === '±' && !second ? first.value : (second?.value ?? null)
  if (high !== null && compareNumbers(number, high) >= 0) doubts.push(`the range ${number} to ${high} does not rise`)
  if (second && /^[≥≤=<>]$/.test(head)) doubts.push(`a range behind "${head}"`)
  const quantity: Quantity = {
    operator: oneOperator(before.operator, reading.operator, doubts),
    number,
    numberHigh: high === null ? null : canonicalNumber(high),
    printed,
    unit,
    bracketed: reading.bracketed,
    doubts,
  }
  return /\d/.test(reading.tail) ? withSecond(quantity, reading.tail, units) : quantity
}

/** The unit behind a number, in brackets or bare, and the words behind it. */
function readUnit(text: string, units: UnitTable): UnitReading {
  const inside = WORDS_INSIDE[text[0] ?? '']
  const rest = inside && !units.find(text) ? text.slice(1) : text
  const within = rest === text ? null : (inside ?? null)
  const bracket = /^\(([^()]*)\)/.exec(rest)
  if (bracket && isUnitBracket(bracket[1]!, units)) {
    return unitReading(bracket[1]!, true, rest.slice(bracket[0].length), within, units)
  }
  const run = UNIT_RUN.exec(rest)?.[0] ?? ''
  const end = boundWordsAt(run, text => units.find(text) !== null)
  const unit = end < 0 ? run : run.slice(0, end)
  return unitReading(unit, false, rest.slice(unit.length), within, units)
}

function unitReading(
  unit: string,
  bracketed: boolean,
  tail: string,
  within: Operator | null,
  units: UnitTable,
): UnitReading {
  const doubts: string[] = []
  if (bracketed && unit === '') doubts.push('the brackets hold no unit')
  if (unit !== '' && (!units.find(unit) || (bracketed && hasBoundWords(unit)))) doubts.push(unknownUnit(unit))
  const words = /\d/.test(tail) ? { operator: null, doubts: [] } : readBehind(tail, unit, units)
  doubts.push(...words.doubts)
  return {
    unit: unit === '' ? null : unit,
    bracketed,
    tail,
    operator: oneOperator(within, words.operator, doubts),
    doubts,
  }
}

/** A second unit in brackets is a damaged first one, unless both measure the same: `14个街镇(园区)`. */
function readBehind(tail: string, unit: string, units: UnitTable): WordsReading {
  if (unit === '' && /^[,;:、.]/.test(tail))
    return { operator: null, doubts: [`"${tail[0]}" where the unit should be`] }
  const dimension = units.find(unit)?.dimension
  return readWordsBehind(tail, text => (units.find(text)?.dimension ?? dimension) !== dimension)
}

/** `90(含复审)` and `95%(2022:90%)` end in notes; a known unit may hold digits (`m2`). */
function isUnitBracket(within: string, units: UnitTable): boolean {
  if (units.find(within) || RATIO_LOOKALIKES.some(([damaged]) => damaged.test(within))) return true
  return !/\d/.test(within) && !NOTE_IN_BRACKETS.test(within)
}

function unknownUnit(unit: string): string {
  const ratio = RATIO_LOOKALIKES.find(([damaged]) => damaged.test(unit))
  return ratio ? `the unit "${unit}": ${ratio[1]}?` : `the unit "${unit}" is not in the units table`
}

/** More numbers behind the first: the upper bound, the same share again, what an earlier year reached; else a doubt. */
function withSecond(quantity: Quantity, tail: string, units: UnitTable): Quantity {
  const factor = quantity.unit === null ? null : (units.find(quantity.unit)?.factor ?? null)
  const share = /^\((\d\.\d+)\)$/.exec(tail)
  if (share && factor) {
    if (isSameShare(quantity.number, factor, share[1]!)) return quantity
    return { ...quantity, doubts: [...quantity.doubts, `${quantity.printed}${quantity.unit} and ${share[1]} disagree`] }
  }
  if (EARLIER_YEAR.test(tail)) return quantity
  const next = parseQuantity(tail.replace(AND_WORDS, ''), units)
  const isLow = quantity.operator === '≥' || quantity.operator === '>'
  if (
    isLow &&
    (next?.operator === '≤' || next?.operator === '<') &&
    next.numberHigh === null &&
    quantity.numberHigh === null
  ) {
    const doubts = [...quantity.doubts, ...next.doubts]
    if (quantity.unit !== null && quantity.unit !== next.unit) doubts.push('the two bounds have different units')
    if (compareNumbers(quantity.number, next.number) >= 0)
      doubts.push(`the range ${quantity.number} to ${next.number} does not rise`)
    return { ...quantity, operator: null, numberHigh: next.number, unit: next.unit ?? quantity.unit, doubts }
  }
  return { ...quantity, doubts: [...quantity.doubts, `more than one number: "${tail}" is not taken apart`] }
}
