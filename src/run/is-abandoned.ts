import type { PageReading } from '../model/page-reading.ts'

/** Whether reading the page stopped its worker (time, memory, crash): it is not kept, and may be read another time. */
export function isAbandoned(page: PageReading): boolean {
  return page.issues.some(({ code }) => code === 'timeout' || code === 'memory' || code === 'crashed')
}
