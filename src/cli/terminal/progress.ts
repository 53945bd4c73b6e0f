import cliProgress from 'cli-progress'
import type { Issue } from '../../model/issue.ts'
import type { IngestEvent } from '../../run/ingest.ts'
import type { DocumentOutcome } from '../../store/store.ts'
import { type Style, styled } from './style.ts'

export interface Progress {
  readonly event: (event: IngestEvent) => void
  /** A line of its own, above the bar. */
  say(text: string): void
  stop(): void
}

export interface ProgressOptions {
  readonly progress: boolean
  readonly quiet?: true
  readonly verbose?: true
}

const STYLE_BY_STATUS: Readonly<Record<DocumentOutcome['status'], Style>> = {
  loaded: 'green',
  unchanged: 'dim',
  partial: 'yellow',
  failed: 'red',
}

/** What a run tells on stderr while it works: a bar on a terminal, plain lines otherwise. */
export function createProgress(options: ProgressOptions, stream: NodeJS.WriteStream = process.stderr): Progress {
  const bar = options.progress && !options.quiet && stream.isTTY ? createBar(stream) : null
  let total = 0
  let done = 0
  const say = (text: string) => (bar === null ? stream.write(`${text}\n`) : bar.log(`${text}\n`))
  const event = (event: IngestEvent) => {
    if (event.type === 'found') {
      total = event.files
      bar?.start(total)
    } else if (event.type === 'done') {
      done += 1
      if (isWorthALine(event.outcome, options, bar !== null)) {
        const place = bar === null && options.progress && !options.quiet ? `[${done}/${total}] ` : ''
        say(place + outcomeToLine(event.outcome, stream))
        if (options.verbose) for (const issue of event.issues) say(issueToLine(issue))
      }
      bar?.update(done, event.outcome.file)
    } else bar?.update(done, event.path.split(/[\\/]/u).at(-1) ?? '')
  }
  return { event, say, stop: () => bar?.stop() }
}

/** A bar shows by itself that all is well; without one every document gets its line. Failures are always told. */
function isWorthALine({ status }: DocumentOutcome, options: ProgressOptions, hasBar: boolean): boolean {
  if (status === 'failed' || options.verbose) return true
  if (options.quiet) return false
  return status === 'partial' ? true : options.progress && !hasBar
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
    { stream, format: '{bar} {value}/{total} {file}', barsize: 24, hideCursor: true, clearOnComplete: true },
    cliProgress.Presets.rect,
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
