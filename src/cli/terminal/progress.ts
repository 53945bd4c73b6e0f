import { basename } from 'node:path'
import cliProgress from 'cli-progress'
import type { Issue } from '../../model/issue.ts'
import type { IngestEvent } from '../../run/ingest-event.ts'
import type { DocumentOutcome } from '../../store/store.ts'
import { type Style, styled } from './style.ts'

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
  /** Tell all issues of these documents. */
  readonly isVerbose?: boolean
}

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
  let total = 0
  let done = 0
  const say = (text: string) => (bar === null ? stream.write(`${text}\n`) : bar.log(`${text}\n`))
  const event = (event: IngestEvent) => {
    if (event.type === 'found') {
      total = event.files
      bar?.start(total)
    } else if (event.type === 'started') bar?.update(done, basename(event.path))
    else if (event.type === 'done') {
      done += 1
      if (isWorthALine(event.outcome, remarks)) {
        say((bar === null && isShown ? `[${done}/${total}] ` : '') + outcomeToLine(event.outcome, stream))
        if (isVerbose) for (const issue of event.issues) say(issueToLine(issue))
      }
      bar?.update(done, event.outcome.file)
    }
  }
  return { event, say, stop: () => bar?.stop() }
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
  const found = status === 'failed' ? '' : ` (${forms} forms, ${indicators} indicators)`
  const why =
    error === null ? '' : `: ${error.page === null ? '' : `page ${error.page}: `}${error.message} → ${error.hint}`
  return `${word} ${file}${found}${why}`
}

function issueToLine({ severity, code, page, message, hint }: Issue): string {
  return `    ${severity} ${code}${page === null ? '' : `, page ${page}`}: ${message} → ${hint}`
}

function createBar(stream: NodeJS.WriteStream) {
  const bars = new cliProgress.MultiBar(
    { stream, format: '{bar} {value}/{total} {file}', barsize: 24, clearOnComplete: true, gracefulExit: false },
    cliProgress.Presets.shades_classic,
  )
  let bar: cliProgress.SingleBar | undefined
  return {
    start: (total: number) => {
      bar = bars.create(total, 0, { file: '' })
    },
    update: (done: number, file: string) => bar?.update(done, { file }),
    log: (text: string) => {
      bars.log(text)
      bars.update()
    },
    stop: () => bars.stop(),
  }
}
