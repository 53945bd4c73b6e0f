import type { IndicatorValue } from '../../model/indicator-value.ts'

/** `≥1,000.00(人次)`: how a system prints a target, and its decimals. */
const FORMATTED = /^[≥≤=<>]?(?<whole>\d[\d,]*)(?:\.(?<decimals>\d+))?[(（][^()（）]+[)）]$/

/** So many formatted targets, and this share of them with two decimals, show that a system printed the form. */
const FEWEST = 3
const SHARE = 0.7

/**
 * Doubts that only the other targets of a form can raise: where a system prints two decimals, `≥100000(人次)` has lost its point and
 * `≤109.4(万元)` a digit. Two digits or fewer without decimals (`≥90(%)`) were typed by hand.
 * @returns the doubts of each value, in order
 */
export function styleDoubts(values: readonly IndicatorValue[]): string[][] {
  const formatted = values.map(value => FORMATTED.exec(value.text)?.groups ?? null)
  const all = formatted.filter(groups => groups !== null)
  const padded = all.filter(groups => groups.decimals?.length === 2)
  const isPadded = padded.length >= FEWEST && padded.length >= SHARE * all.length
  return formatted.map((groups, index) => {
    if (!isPadded || groups === null || groups.decimals?.length === 2) return []
    const { text } = values[index]!
    if (groups.decimals !== undefined) return [`"${text}" does not have the two decimals of the other targets`]
    const digits = groups.whole!.replaceAll(',', '')
    return digits.length < 3 ? [] : [`${text.replace(groups.whole!, `${digits.slice(0, -2)}.${digits.slice(-2)}`)}?`]
  })
}

/** A day or month of one digit, and one that is filled up to two. */
const BARE_PART = /\d[-./年月]\d(?!\d)/u
const FILLED_PART = /\d[-./年月]0\d(?!\d)/u

/** Doubts that only the other dates of a form can raise: beside `2021-01-01`, `2023-12-3` has lost a digit. In order. */
export function dateStyleDoubts(texts: readonly string[]): (string | null)[] {
  const isFilled = texts.some(text => FILLED_PART.test(text))
  return texts.map(text =>
    isFilled && BARE_PART.test(text) ? `"${text}" has a part of one digit, the other dates have two` : null,
  )
}
