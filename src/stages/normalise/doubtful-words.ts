import type { UnitTable } from '../../forms/units.ts'
import type { ValueKind } from '../../model/indicator-value.ts'
import { BROKEN_DATE } from './grammar.ts'
import { boundWordsAt } from './read-words.ts'

/** Characters of Chinese prose and of the Latin words in it; anything else is a damaged character. */
const STRAY = /[^\p{Script=Han}\p{Nd}A-Za-z,.;:!?、。()"“”‘’《》<>≥≤=≈≮≯±~%‰‱/·×+\-²³°℃μ㎡㎥㎞¥…\s]/u
/** One letter or stroke among ideographs, and signs of numbers without a number: `第l季度末`, `.小时以内`. */
const STRAY_IN_WORDS =
  /(?<![A-Za-z])[a-zI](?![A-Za-z])|丶|^[^\p{Script=Han}A-Z("“《]|[%$|_~]|[./·](?=\p{Script=Han})|\p{Script=Han}[.](?=.)/u

/** What is wrong with the words of a value, whether or not it holds a number. */
export function wordDoubts(flat: string, kind: ValueKind, hasQuantity: boolean, units: UnitTable): string[] {
  if (kind === 'unparsed') return []
  const doubts: string[] = []
  const stray = STRAY.exec(flat) ?? (/\d/.test(flat) ? null : STRAY_IN_WORDS.exec(flat))
  if (stray) doubts.push(`"${stray[0]}" does not belong in "${flat}"`)
  if (!isBalanced(flat)) doubts.push(`a bracket of "${flat}" is missing`)
  if (kind === 'deadline' && /^[^\p{Script=Han}\p{Nd}(]/u.test(flat))
    doubts.push(`"${flat[0]}" before the date: is a digit missing?`)
  if (kind !== 'qualitative') return doubts
  if (BROKEN_DATE.test(flat)) doubts.push(`a date in "${flat}" cannot be read`)
  if (!hasQuantity && (isUnit(flat, units) || boundWordsAt(flat, text => isUnit(text, units)) > 0))
    doubts.push(`the number of "${flat}" is missing`)
  return doubts
}

function isUnit(text: string, units: UnitTable): boolean {
  return units.find(text)?.listed === true
}

/** Whether each half of a bracket has its other half. */
export function isBalanced(text: string, [opening, closing]: readonly string[] = ['(', ')']): boolean {
  let open = 0
  for (const char of text) {
    if (char === opening) open++
    if (char === closing && --open < 0) return false
  }
  return open === 0
}
