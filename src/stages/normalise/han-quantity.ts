import type { UnitTable } from '../../forms/units.ts'
import { HAN_NUMERAL, RANKS } from './grammar.ts'
import { hanNumber } from './han-number.ts'
import type { Quantity } from './quantity.ts'
import { boundWordsAt, oneOperator, readWordsBefore, readWordsBehind } from './read-words.ts'

/**
 * A quantity in Chinese numerals that is the whole text: `不少于三次`, `两小时内`, `百分之九十以上`.
 * Strict, for numerals are parts of ordinary words: `一次性验收通过` holds none.
 */
export function parseHanQuantity(flat: string, units: UnitTable): Quantity | null {
  const parts = HAN_NUMERAL.exec(flat)?.groups
  if (!parts) return null
  const { head = '', ratio, numeral = '', rest = '' } = parts
  const number = hanNumber(numeral)
  const isListed = (text: string): boolean => units.find(text)?.listed === true
  const end = isListed(rest) ? rest.length : boundWordsAt(rest, isListed)
  const unit = ratio ?? rest.slice(0, Math.max(end, 0))
  const tail = ratio ? rest : rest.slice(Math.max(end, 0))
  if (number === null || !isListed(unit) || RANKS.test(unit)) return null
  const before = readWordsBefore(head, numeral + rest)
  const behind = readWordsBehind(tail, isListed)
  const doubts = [...before.doubts, ...behind.doubts]
  const operator = oneOperator(before.operator, behind.operator, doubts)
  if (doubts.length > 0) return null
  return { operator, number: String(number), numberHigh: null, printed: numeral, unit, bracketed: false, doubts }
}
