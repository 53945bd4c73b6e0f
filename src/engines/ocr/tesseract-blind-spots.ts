import type { CharReading, Reading } from '../../model/reading.ts'

/** Characters of the forms that no chi_sim character set holds. */
export const tesseractBlindTo = '≥≤（？'

/** What it prints for ≥ and ≤ before a number, as seen on rendered lines. Often it prints nothing at all. */
const printedForBlind = /[之过委]/u
/** Signs that may stand before the first number of a text and are never printed for ≥ or ≤. */
const trustedLead = /[=¥￥\-+第共约及每]/u
/** Numbers that no ≥ or ≤ stands before: amounts with grouped digits, years and dates. */
const plainNumber = /^(?:\d{1,3}(?:,\d{3})+|(?:19|20)\d\d(?:年|[./-]\d))/u
const digit = /\d/
/** A probability that no threshold takes for sure. */
const doubtful = 0.3

/** Makes every character doubtful behind or before which a ≥ or ≤ may hide: `委2.00`, `95%` (which may be `≥95%`). */
export function cappedBlindSpots(reading: Reading): Reading {
  const chars = reading.chars ?? []
  const capped = chars.map((char, i) =>
    isBlindSpot(reading.text, chars, i) ? { ...char, probability: Math.min(char.probability, doubtful) } : char,
  )
  const confidence = capped.reduce((product, char) => product * char.probability, 1)
  return { ...reading, chars: capped, confidence: chars.length === 0 ? 0 : Math.min(reading.confidence, confidence) }
}

function isBlindSpot(text: string, chars: readonly CharReading[], i: number): boolean {
  const char = chars[i]!.char
  const beforeDigit = digit.test(chars[i + 1]?.char ?? '')
  if (i > 0) return beforeDigit && printedForBlind.test(char)
  if (digit.test(char)) return !plainNumber.test(text)
  return beforeDigit && !trustedLead.test(char)
}
