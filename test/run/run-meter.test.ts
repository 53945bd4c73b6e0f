import { expect, test } from 'vitest'
import { RunMeter } from '../../src/run/run-meter.ts'
import type { DocumentOutcome } from '../../src/store/store.ts'

function outcome(path: string, status: DocumentOutcome['status'], pages: number): DocumentOutcome {
  const counts = { pages, forms: 0, indicators: 0, corrections: 0, findings: 0 }
  return { path, file: path, sha256: null, status, ...counts, error: null, seconds: null }
}

test('rate and time left: unchanged documents and kept pages count for nothing, half-read documents for their half', () => {
  let now = 0
  const meter = new RunMeter(() => now)
  expect(meter.read()).toMatchObject({ files: 0, pagesPerSecond: null, secondsLeft: null, current: null })
  meter.hear({ type: 'found', files: 10 })
  for (const path of ['a', 'b', 'c']) {
    meter.hear({ type: 'started', path })
    meter.hear({ type: 'done', outcome: outcome(path, 'unchanged', 5), issues: [] })
  }
  meter.hear({ type: 'done', outcome: outcome('refused', 'failed', 0), issues: [] })
  expect(meter.read()).toMatchObject({ done: 4, problems: 1, secondsLeft: null })
  now = 10_000
  meter.hear({ type: 'started', path: 'd' })
  for (let page = 1; page <= 4; page++)
    meter.hear({ type: 'page', path: 'd', page, pageCount: 4, isKept: page === 1, timing: null })
  meter.hear({ type: 'done', outcome: outcome('d', 'partial', 4), issues: [] })
  expect(meter.read()).toMatchObject({ done: 5, problems: 2, pages: 3, pagesPerSecond: 0.3, secondsLeft: 50 })
  meter.hear({ type: 'started', path: 'e' })
  meter.hear({ type: 'page', path: 'e', page: 2, pageCount: 2, isKept: false, timing: null })
  // One and a half documents in ten seconds, four and a half to go.
  expect(meter.read()).toMatchObject({ secondsLeft: 30, current: { path: 'e', page: 1, pageCount: 2 } })
})
