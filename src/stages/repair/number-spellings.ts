import { digitsOf } from '../../model/printed-text.ts'

/** Marks that recognisers print for one another, the blank included; none of them is a digit. */
const MARK = String.raw`[.,:;'·、。\s]`
const NUMBER = new RegExp(String.raw`^(?<head>[^\d]*?)(?<number>\d(?:(?:\d|${MARK})*\d)?)(?<tail>[^\d]*)$`, 'u')
/** A number whose last mark stands before two digits. */
const TWO_DECIMALS = new RegExp(String.raw`^(?<whole>.*\d)${MARK}+(?<fen>\d\d)$`, 'u')
/** An amount with its last digit on a line of its own, and a speck before it. */
const PARTED_FEN = new RegExp(String.raw`(?<=\.\d)${MARK}+(?=\d$)`, 'u')
/** What stands beside the digits of an amount and means something: a sign, a unit, a bracket. */
const MEANINGFUL = /[\p{L}%‰(+<>=≤≥-]/u
/** Parts of a ratio or of what was never a number, not a decimal point: `1:18`, `2 50`. */
const RATIO = /^\d[:\s]\d+$/u
/** A bracket closes a target and holds its unit, at most so many characters: what else was read there is a misread unit (`(1])` for `(门)`). */
const BRACKETED_UNIT = /^(?<target>.*\d) ?\((?<unit>[^()]{1,3})\)?$/u
/** A base number of another year or a ratio stands in brackets too. */
const NO_UNIT = /[:%‰]/u
/** Strokes of a unit that no bracket holds. */
const STROKES = /^[^\p{Script=Han}\p{L}\d%‰()]{1,2}$/u
/** Where a price for a thing and a time lost the dot between them: 元/平方米·月. */
const LOST_DOT = /(?<=\/[^·/()]+)(?=[年月日天]\)?$)/u
/** What is read for 一 between ideographs. */
const DASHES = /[-—–‐_]+/gu

/**
 * How an amount with these digits is printed: two decimals, groups of three where the text has marks before them. The digits are those of the text, in
 * order; none where the text does not show which of them are decimals, or where a sign or unit beside them would be lost.
 */
export function amountSpellings(text: string): string[] {
  const { head = '', number = '', tail = '' } = NUMBER.exec(unmarked(text))?.groups ?? {}
  if (MEANINGFUL.test(head + tail)) return []
  const { whole = '', fen = '' } = TWO_DECIMALS.exec(number.replace(PARTED_FEN, ''))?.groups ?? {}
  const digits = digitsOf(whole)
  if (digits === '' || (digits.length > 1 && digits.startsWith('0'))) return []
  const isGrouped = digitsOf(whole) !== whole
  return [`${isGrouped ? digits.replace(/\B(?=(?:\d{3})+$)/gu, ',') : digits}.${fen}`]
}

/** How a day with these eight digits is printed. */
export function dateSpellings(text: string): string[] {
  const parts = /^(\d{4})(\d\d)(\d\d)$/u.exec(digitsOf(text))
  if (parts === null) return []
  const [, year, month, day] = parts
  return ['-', '/', '.'].map(mark => [year, month, day].join(mark))
}

export interface TargetGrammar {
  /** Operators that the form prints before a target. */
  readonly operators: readonly string[]
  readonly units: readonly string[]
}

/**
 * How a target with these digits may be printed: with one of the form's operators where the text has none that it prints, with a decimal
 * point for the mark before the last two digits, with a unit of the list in its brackets or for its strokes; in words, 一 for dashes.
 */
export function targetSpellings(text: string, { operators, units }: TargetGrammar): string[] {
  const plain = unmarked(text)
  const bracketed = withoutMisreadUnit(plain)
  const parts = NUMBER.exec(bracketed)?.groups
  if (parts === undefined) return wordSpellings(plain)
  const { head: read = '', number = '', tail = '' } = parts
  const head = read.replace(new RegExp(`(?<=.)${MARK}+$`, 'u'), '')
  const heads = operators.includes(head) || [...head].length > 1 ? [head] : [head, ...operators]
  const decimals = RATIO.test(number) ? undefined : TWO_DECIMALS.exec(number)?.groups
  const numbers = decimals === undefined ? [number] : [number, `${digitsOf(decimals.whole!)}.${decimals.fen}`]
  const tails = [...new Set([tail, tail.replace(new RegExp(`^${MARK}+`, 'u'), ''), tail.replace(LOST_DOT, '·')])]
  if (/^\D?\(.*\)?$/u.test(tail)) tails.push(...units.map(unit => `(${unit})`))
  if (STROKES.test(tail)) tails.push(...units)
  return heads.flatMap(h => numbers.flatMap(n => tails.map(t => h + n + t))).filter(spelling => spelling !== plain)
}

/** The digits of a target that are its number, not strokes of the unit in the bracket behind it. */
export function numberDigits(text: string): string {
  return digitsOf(withoutMisreadUnit(unmarked(text)))
}

/** Whether the bracket that closes a target holds digits where its unit must stand. */
export function hasMisreadUnit(text: string): boolean {
  return numberDigits(text) !== digitsOf(text)
}

function withoutMisreadUnit(plain: string): string {
  const { target, unit = '' } = BRACKETED_UNIT.exec(plain)?.groups ?? {}
  return target === undefined || !/\d/u.test(unit) || NO_UNIT.test(unit) ? plain : `${target}()`
}

function wordSpellings(text: string): string[] {
  if (!/\p{Script=Han}/u.test(text) || /\d/u.test(text)) return []
  const spelled = text.replace(/[-—–‐_]*一[-—–‐_]*/gu, '一').replace(DASHES, '一')
  return spelled === text ? [] : [spelled]
}

/** A space between digits may be a mark that was lost; all others mean nothing. */
function unmarked(text: string): string {
  return text.normalize('NFKC').replace(/(?<!\d)\s+|\s+(?!\d)/gu, '')
}
