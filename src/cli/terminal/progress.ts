import { basename } from 'node:path'
import type { Issue } from '../../model/issue.ts'
import type { IngestEvent } from '../../run/ingest-event.ts'
import { RunMeter, type RunReading } from '../../run/run-meter.ts'
import type { DocumentOutcome } from '../../store/store.ts'
import { durationToText, pageRateToText, plural } from './duration.ts'
import { createBar } from './progress-bar.ts'
import { type Style, styled } from './style.ts'
import { toPrintable } from './text-width.ts'

export interface Progress {
  readonly event: (event: IngestEvent) => void
  /** A line of its own, above the bar. */
  say(text: string): void
  stop(): void
}

export interface ProgressOptions {
  /** Show that work goes on: a bar on a terminal, a line a document otherwise. */
  readonly isShown: boolean
  /** Which documents are worth a line of their own beside the bar. */
  readonly remarks: 'none' | 'failed' | 'problems' | 'all'
  /** Tell all issues of these documents, and what becomes of the worker processes. */
  readonly isVerbose?: boolean
}

/** Where there is no bar, a line tells every so often, in ms, how far the run is. */
const TELL_INTERVAL_MS = 30_000

const STYLE_BY_STATUS: Readonly<Record<DocumentOutcome['status'], Style>> = {
  loaded: 'green',
  unchanged: 'dim',
  partial: 'yellow',
  failed: 'red',
}

/** What a run tells on stderr while it works. */
export function createProgress(options: ProgressOptions, stream: NodeJS.WriteStream = process.stderr): Progress {
  const { isShown, isVerbose = false } = options
  const bar = isShown && stream.isTTY ? createBar(stream) : null
  const remarks = isShown && bar === null ? 'all' : options.remarks
  const meter = new RunMeter()
  const say = (text: string) => (bar === null ? stream.write(`${text}\n`) : bar.log(text))
  const timer =
    isShown && bar === null ? setInterval(() => say(readingToText(meter.read())), TELL_INTERVAL_MS).unref() : undefined
  const event = (event: IngestEvent) => {
    meter.hear(event)
    const reading = meter.read()
    if (event.type === 'done' && isWorthALine(event.outcome, remarks)) {
      const count = bar === null && isShown ? `[${reading.done}/${reading.files}] ` : ''
      say(count + outcomeToLine(event.outcome, stream))
      if (isVerbose) for (const issue of event.issues) say(issueToLine(issue))
    } else if (event.type === 'worker' && isVerbose) say(workerToLine(event))
    bar?.update(reading.done, reading.files, readingToText(reading), currentToText(reading))
  }
  return {
    event,
    say,
    stop: () => {
      clearInterval(timer)
      bar?.stop()
    },
  }
}

/** `12/40 documents, 130 pages (1.3 pages/s), 12 min left, 2 problems`. */
export function readingToText({ done, files, pages, pagesPerSecond, secondsLeft, problems }: RunReading): string {
  return [
    `${done}/${files} documents`,
    pages === 0
      ? ''
      : `${plural(pages, 'page')}${pagesPerSecond === null ? '' : ` (${pageRateToText(pagesPerSecond)})`}`,
    secondsLeft === null || done === files ? '' : `${durationToText(secondsLeft)} left`,
    problems === 0 ? '' : plural(problems, 'problem'),
  ]
    .filter(part => part !== '')
    .join(', ')
}

function currentToText({ current }: RunReading): string {
  if (current === null) return ''
  const { path, page, pageCount } = current
  return `${toPrintable(basename(path))}${pageCount > 1 ? `, page ${page} of ${pageCount}` : ''}`
}

function isWorthALine({ status }: DocumentOutcome, remarks: ProgressOptions['remarks']): boolean {
  if (remarks === 'all') return true
  if (status === 'failed') return remarks !== 'none'
  return status === 'partial' && remarks === 'problems'
}

function outcomeToLine(
  { file, status, forms, indicators, error }: DocumentOutcome,
  stream: NodeJS.WriteStream,
): string {
  const word = styled(STYLE_BY_STATUS[status], status, stream)
  const found = status === 'failed' ? '' : ` (${plural(forms, 'form')}, ${plural(indicators, 'indicator')})`
  const why =
    error === null ? '' : `: ${error.page === null ? '' : `page ${error.page}: `}${error.message} → ${error.hint}`
  return `${word} ${toPrintable(file)}${found}${toPrintable(why)}`
}

function issueToLine({ severity, code, page, message, hint }: Issue): string {
  return `    ${severity} ${code}${page === null ? '' : `, page ${page}`}: ${toPrintable(`${message} → ${hint}`)}`
}

function workerToLine({ pid, state, reason, pages }: Extract<IngestEvent, { type: 'worker' }>): string {
  const read = pages === 0 ? '' : ` after ${plural(pages, 'page')}`
  return `    worker ${pid} ${state}${read}${reason === null ? '' : `: ${reason}`}`
}
