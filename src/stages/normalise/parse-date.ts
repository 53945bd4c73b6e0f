import { isoDay, serialToIsoDay } from './calendar.ts'
import { flattened, squeezeSpaces, withoutInvisible } from './fold-characters.ts'
import { WRITTEN_DATE, WRITTEN_MONTH } from './grammar.ts'

export interface DateReading {
  /** ISO day; null for a blank cell, and for a text that is no day of the calendar. */
  readonly date: string | null
  /** As printed, without spaces and in half width. */
  readonly text: string
  readonly doubts: readonly string[]
}

/** Years a plan of this century or the last decade of the one before can name. */
const EARLIEST = 1990
const LATEST = 2099

const SEPARATED = /^(\d{4})([-./])(\d{1,2})([-./])(\d{1,2})$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
/** One separator lost: 2024-0101, 202401-01. */
const HALF_COMPACT = /^(\d{4})[-./]?(\d{2})[-./]?(\d{2})$/
const TIME = /(?<=\d)[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/

/** Reads `2024-01-01`, `2024年1月1日`, `2024.1.1`, `2024/01/01`, `20240101`, spreadsheet serials (45292). A blank is null without doubt. */
export function parseDate(raw: string): DateReading {
  const text = squeezeSpaces(flattened(withoutInvisible(raw)), (before, after) => /\d/.test(before) && /\d/.test(after))
  if (text === '') return { date: null, text, doubts: [] }
  const serial = serialToIsoDay(text)
  if (serial !== null) return { date: serial, text, doubts: [] }
  const bare = text.replace(TIME, '')
  const written = WRITTEN_DATE.exec(bare) ?? COMPACT.exec(bare)
  if (written) return toReading(written[1]!, written[2]!, written[3]!, text, [])
  const separated = SEPARATED.exec(bare)
  if (separated) {
    const [, year = '', first = '', month = '', second = '', day = ''] = separated
    return toReading(year, month, day, text, first === second ? [] : [`the separators of "${text}" differ`])
  }
  const half = HALF_COMPACT.exec(bare) ?? /^(\d{4}) (\d{1,2}) (\d{1,2})$/.exec(bare)
  if (half) return toReading(half[1]!, half[2]!, half[3]!, text, [`"${text}" lacks a separator`])
  if (WRITTEN_MONTH.test(bare)) return { date: null, text, doubts: [`"${text}" names no day`] }
  return { date: null, text, doubts: [`"${text}" is no date`] }
}

function toReading(year: string, month: string, day: string, text: string, doubts: readonly string[]): DateReading {
  const date = isoDay(Number(year), Number(month), Number(day))
  if (date === null) return { date, text, doubts: [`the calendar has no ${text}`] }
  const isPlausible = Number(year) >= EARLIEST && Number(year) <= LATEST
  return { date, text, doubts: isPlausible ? doubts : [...doubts, `the year of ${text} is hard to believe`] }
}
