import { flattened, withoutInvisible } from './fold-characters.ts'
import { FISCAL_YEAR, HAN_DIGITS } from './grammar.ts'

export interface YearReading {
  readonly year: number | null
  readonly doubts: readonly string[]
}

/** The fiscal year of a title line: `(2024年度)`, `二〇二四年度`. Null without doubt where the line names no year. */
export function parseYear(raw: string): YearReading {
  const flat = flattened(withoutInvisible(raw)).replace(/\s+/g, '')
  const years = [...flat.matchAll(FISCAL_YEAR)].map(([year]) => Number([...year].map(toDigit).join('')))
  const distinct = [...new Set(years)]
  const year = distinct[0] ?? null
  return { year, doubts: distinct.length > 1 ? [`"${flat}" names several years`] : [] }
}

function toDigit(char: string): string {
  return /\d/.test(char) ? char : String(HAN_DIGITS.get(char) ?? char)
}
