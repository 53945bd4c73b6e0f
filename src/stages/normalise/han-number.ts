import { HAN_DIGITS, HAN_STEPS } from './grammar.ts'

/** `十二` → 12, `九十五` → 95, `一百零五` → 105 (below 10 000); null for what is no Chinese numeral. */
export function hanNumber(text: string): number | null {
  if (text === '') return null
  let total = 0
  let digit: number | null = null
  let lowest = Number.POSITIVE_INFINITY
  for (const char of text) {
    const step = HAN_STEPS.get(char)
    const value = HAN_DIGITS.get(char)
    if (step !== undefined) {
      if (step >= lowest || digit === 0 || (digit === null && total > 0)) return null
      total += (digit ?? 1) * step
      lowest = step
      digit = null
    } else if (value !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = value
    } else return null
  }
  return total + (digit ?? 0)
}
