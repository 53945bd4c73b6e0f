/** An ISO day, or null where the calendar has no such day. */
export function isoDay(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > lastDayOfMonth(year, month)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Day 0 of the 1900 date system of spreadsheets, with its non-existent 29 February 1900 counted in (ECMA-376, part 1, 18.17.4). */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30)

/** Serials of the years 2000 to 2099: no other five-digit number in a date cell means a day of this century. */
const FIRST_SERIAL = 36526
const LAST_SERIAL = 73050

/** `45657` → `2024-12-31`; null for what is no serial of this century. */
export function serialToIsoDay(serial: string): string | null {
  if (!/^\d{5}$/.test(serial)) return null
  const days = Number(serial)
  if (days < FIRST_SERIAL || days > LAST_SERIAL) return null
  return new Date(SERIAL_EPOCH + days * 86_400_000).toISOString().slice(0, 10)
}
