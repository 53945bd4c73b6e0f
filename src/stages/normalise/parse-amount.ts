import { Decimal } from 'decimal.js'
import { YUAN_PER_UNIT } from '../../model/money-units.ts'
import { flattened, squeezeSpaces, withoutInvisible } from './fold-characters.ts'
import { CURRENCY_SIGN, NO_AMOUNT } from './grammar.ts'
import { readNumber } from './read-number.ts'

export interface AmountContext {
  /** The unit that the form says its amounts are in: `元`, `万元` … A unit printed in the cell itself wins, with a doubt. */
  readonly unit: string
}

export interface Amount {
  /** Exact yuan with two decimals, `1144250.00`; null for a blank cell, and for a text that is no amount. */
  readonly yuan: string | null
  /** As printed, without spaces and in half width. */
  readonly text: string
  readonly doubts: readonly string[]
}

const Exact = Decimal.clone({ precision: 100, toExpNeg: -90, toExpPos: 90 })

const NUMBER = /^(-?)(\d(?:[\d.,·。'、 ]*\d)?)(\D*)$/

/**
 * Reads an amount of money. A blank cell is null without doubt, never 0. In 元 a form prints two decimals and groups by three;
 * what does not (`1,1442,50.00`, `1.144,250.00`, `1,144,250`) is read as best it can be, always with a doubt. Digits are never replaced.
 */
export function parseAmount(raw: string, { unit }: AmountContext): Amount {
  const text = squeezeSpaces(flattened(withoutInvisible(raw)), (before, after) => /\d/.test(before) && /\d/.test(after))
  if (text === '') return { yuan: null, text, doubts: [] }
  if (NO_AMOUNT.test(text)) return { yuan: null, text, doubts: [`"${text}" is read as no amount`] }
  const doubts: string[] = []
  const bare = withoutFrame(text, doubts)
  const parts = NUMBER.exec(bare)
  if (!parts) return { yuan: null, text, doubts: [`"${text}" is no amount`] }
  const [, sign = '', printed = '', printedUnit = ''] = parts
  const number = readNumber(printed)
  const perUnit = YUAN_PER_UNIT[printedUnit === '' ? unit : printedUnit.replace('圆', '元')]
  if (number.value === null || perUnit === undefined) {
    return {
      yuan: null,
      text,
      doubts: [...doubts, ...number.doubts, ...(perUnit ? [] : [`the unit of "${text}" is not known`])],
    }
  }
  doubts.push(...number.doubts)
  if (printedUnit !== '' && printedUnit !== unit)
    doubts.push(`"${text}" is printed in ${printedUnit}, the form's amounts are in ${unit}`)
  if (sign) doubts.push(`"${text}" is negative`)
  if (printedUnit === '' && perUnit === '1' && number.doubts.length === 0) doubts.push(...decimalDoubts(printed))
  const yuan = new Exact(sign + number.value).times(perUnit)
  if (yuan.decimalPlaces() > 2) doubts.push(`"${text}" is not a whole number of fen`)
  return { yuan: yuan.toFixed(Math.max(2, yuan.decimalPlaces())), text, doubts: [...new Set(doubts)] }
}

/** Currency signs go; stray marks at the ends (cell borders, specks) go with a doubt. */
function withoutFrame(text: string, doubts: string[]): string {
  const amount = text.replace(CURRENCY_SIGN, '')
  const inner = amount.replace(/^[^\p{L}\p{N}-]+|(?<=\d)[^\p{L}\p{N}]+$/gu, '')
  if (inner !== amount) doubts.push(`stray marks around "${text}"`)
  return inner
}

function decimalDoubts(printed: string): string[] {
  return /\.\d\d$/.test(printed) ? [] : [`"${printed}" does not have the two decimals that a form prints`]
}
