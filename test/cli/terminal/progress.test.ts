import { PassThrough } from 'node:stream'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createProgress, type ProgressOptions } from '../../../src/cli/terminal/progress.ts'
import type { IngestEvent } from '../../../src/run/ingest-event.ts'
import type { DocumentOutcome } from '../../../src/store/store.ts'

const COUNTS = { pages: 1, forms: 2, indicators: 30, corrections: 0, findings: 0, seconds: 1, sha256: null }
const error = { code: 'corrupt', message: 'It is damaged.', hint: 'Get it again.', page: 3 }

function done(file: string, status: DocumentOutcome['status']): IngestEvent {
  const why = status === 'failed' || status === 'partial' ? error : null
  return { type: 'done', outcome: { ...COUNTS, path: `/in/${file}`, file, status, error: why }, issues: [] }
}

const EVENTS: readonly IngestEvent[] = [
  { type: 'found', files: 4 },
  ...['loaded', 'unchanged', 'partial', 'failed'].flatMap((status): IngestEvent[] => [
    { type: 'started', path: `/in/${status}.txt` },
    done(`${status}.txt`, status as DocumentOutcome['status']),
  ]),
]

/** What is written to a stream that is no terminal. */
function lines(options: ProgressOptions, tell: (progress: ReturnType<typeof createProgress>) => void): string[] {
  const stream = new PassThrough() as unknown as NodeJS.WriteStream & PassThrough
  const progress = createProgress(options, stream)
  tell(progress)
  progress.stop()
  return ((stream.read() as Buffer | null)?.toString() ?? '').split('\n').slice(0, -1)
}

afterEach(() => vi.useRealTimers())

describe('progress where there is no terminal', () => {
  it('is a line a document, with what to do', () => {
    expect(lines({ isShown: true, remarks: 'problems' }, ({ event }) => EVENTS.forEach(event))).toEqual([
      '[1/4] loaded loaded.txt (2 forms, 30 indicators)',
      '[2/4] unchanged unchanged.txt (2 forms, 30 indicators)',
      '[3/4] partial partial.txt (2 forms, 30 indicators): page 3: It is damaged. → Get it again.',
      '[4/4] failed failed.txt: page 3: It is damaged. → Get it again.',
    ])
  })

  it('is what went wrong where it is not shown', () => {
    const told = (remarks: ProgressOptions['remarks']) =>
      lines({ isShown: false, remarks }, ({ event }) => EVENTS.forEach(event)).map(line => line.split(' ')[0])
    expect(told('problems')).toEqual(['partial', 'failed'])
    expect(told('failed')).toEqual(['failed'])
    expect(told('none')).toEqual([])
  })

  it('tells every 30 s how far the run is', () => {
    vi.useFakeTimers()
    const told = lines({ isShown: true, remarks: 'problems' }, ({ event }) => {
      event({ type: 'found', files: 4 })
      vi.advanceTimersByTime(61_000)
    })
    expect(told).toEqual(['0/4 documents', '0/4 documents'])
  })
})
