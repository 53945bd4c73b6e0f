import type { Deadline } from '../../model/indicator-value.ts'
import { isoDay, lastDayOfMonth } from './calendar.ts'
import { cutOut } from './cut-out.ts'
import { DATE_PATTERNS, FIRST_HALF, LIST_MARK, MAY_HAVE_DATE, PART_ENDS, SPAN } from './grammar.ts'
import { hanNumber } from './han-number.ts'

export interface DeadlineReading {
  /** Null where the date is not of the calendar, or its year is not known. */
  readonly deadline: Deadline | null
  readonly doubts: readonly string[]
  /** What is left of the text without its dates. */
  readonly rest: string
}

interface Found {
  readonly groups: Readonly<Record<string, string | undefined>>
  readonly printed: string
  readonly from: number
  readonly to: number
}

interface Interval {
  readonly first: string
  readonly last: string
  readonly precision: Deadline['precision']
  readonly isSpan: boolean
}

const BETWEEN = new RegExp(`^${SPAN}$`)

/**
 * Finds the date, or span of dates, in a value: `2024年10月底前完成`, `12月底`, `2023.07-2024.01`, `第三季度末`.
 * @param fiscalYear the year of dates that print none; null: they stay without a day, with a doubt
 * @returns null where the text has no date
 */
export function takeDeadline(flat: string, fiscalYear: number | null): DeadlineReading | null {
  const found = findDates(flat)
  const last = found.at(-1)
  if (!last) return null
  const doubts: string[] = []
  const previous = found.at(-2)
  const joined = previous !== undefined && BETWEEN.test(flat.slice(previous.to, last.from))
  if (found.length > (joined ? 2 : 1) && !isList(flat, found))
    doubts.push(`several dates: "${last.printed}" is taken for the deadline`)
  const sharedYear = joined ? (previous.groups.year ?? last.groups.year) : undefined
  const interval = toInterval(last, last.groups.year ?? sharedYear, fiscalYear, doubts)
  const start = joined ? toInterval(previous, previous.groups.year ?? sharedYear, fiscalYear, doubts) : null
  const from = start?.first ?? (interval?.isSpan ? interval.first : null)
  if (interval && from !== null && from > interval.last) doubts.push(`the span "${flat}" ends before it begins`)
  return {
    deadline: interval && { date: interval.last, precision: interval.precision, from },
    doubts: [...new Set(doubts)],
    rest: withoutDates(flat, found, joined),
  }
}

function findDates(flat: string): Found[] {
  const found: Found[] = []
  if (!MAY_HAVE_DATE.test(flat)) return found
  for (let index = 0; index < flat.length; index++) {
    for (const pattern of DATE_PATTERNS) {
      pattern.lastIndex = index
      const match = pattern.exec(flat)
      if (!match) continue
      found.push({ groups: match.groups ?? {}, printed: match[0], from: index, to: index + match[0].length })
      index += match[0].length - 1
      break
    }
  }
  return found
}

/** `6月、12月`: the last date is the end of the list. */
function isList(flat: string, found: readonly Found[]): boolean {
  return found.slice(1).every((date, index) => LIST_MARK.test(flat.slice(found[index]!.to, date.from)))
}

/** Cuts from the end, so that the places before stay true. The sign of a joined span goes with its dates. */
function withoutDates(flat: string, found: readonly Found[], joined: boolean): string {
  const cuts = joined ? [...found.slice(0, -2), { from: found.at(-2)!.from, to: found.at(-1)!.to }] : found
  return cuts.reduceRight((rest, { from, to }) => cutOut(rest, from, to), flat)
}

function toInterval(
  found: Found,
  printedYear: string | undefined,
  fiscalYear: number | null,
  doubts: string[],
): Interval | null {
  const { groups } = found
  const year = printedYear === undefined ? fiscalYear : Number(printedYear)
  if (year === null) {
    doubts.push(`"${found.printed}" has no year, and the form's fiscal year is not known`)
    return null
  }
  if (groups.toYear) return interval(year, 1, Number(groups.toYear), 12, null, 'year', true)
  if (groups.quarter) {
    const quarter = monthNumber(groups.quarter)
    const first = groups.fromStart !== undefined ? 1 : monthNumber(groups.fromQuarter ?? groups.quarter)
    return interval(year, first * 3 - 2, year, quarter * 3, null, 'quarter', first !== quarter)
  }
  if (groups.half)
    return groups.half === FIRST_HALF
      ? interval(year, 1, year, 6, null, 'quarter')
      : interval(year, 7, year, 12, null, 'quarter')
  if (!groups.month) return interval(year, 1, year, 12, null, 'year')
  const month = monthNumber(groups.month)
  if (groups.day) {
    const day = isoDay(year, month, Number(groups.day))
    if (day === null) doubts.push(`the calendar has no ${found.printed}${groups.year ? '' : ` in ${year}`}`)
    return day === null ? null : { first: day, last: day, precision: 'day', isSpan: false }
  }
  const endDay = PART_ENDS.get(groups.part ?? '') ?? null
  const first = groups.fromMonth ? monthNumber(groups.fromMonth) : month
  return interval(year, first, year, month, endDay, endDay === null ? 'month' : 'day', first !== month)
}

function interval(
  fromYear: number,
  fromMonth: number,
  toYear: number,
  toMonth: number,
  toDay: number | null,
  precision: Deadline['precision'],
  isSpan = false,
): Interval | null {
  const first = isoDay(fromYear, fromMonth, 1)
  const last = isoDay(toYear, toMonth, toDay ?? lastDayOfMonth(toYear, toMonth))
  return first === null || last === null ? null : { first, last, precision, isSpan }
}

function monthNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : (hanNumber(text) ?? 0)
}
