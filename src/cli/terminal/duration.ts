/** `40 s`, `12 min`, `2 h 05 min`, `3 d 4 h`: as exact as an estimate is worth. */
export function durationToText(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`
  const whole = Math.round(minutes / 60)
  return `${Math.floor(whole / 24)} d ${whole % 24} h`
}

/** `1.3 pages/s`; slow ones by the minute. */
export function pageRateToText(pagesPerSecond: number): string {
  return pagesPerSecond >= 1 ? `${pagesPerSecond.toFixed(1)} pages/s` : `${(pagesPerSecond * 60).toFixed(1)} pages/min`
}

/** `1 form`, `1,200 forms`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
