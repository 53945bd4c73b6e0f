import { pino } from 'pino'
import type { IngestEvent } from '../../run/ingest-event.ts'
import { writeError } from '../terminal/write-data.ts'
import type { RunListener } from './run-ingest.ts'
import { summaryToJson } from './summary-to-text.ts'

/**
 * A log of pino's (JSON lines, levels 20 debug to 50 error) for whoever looks after the machine; runs add to it. Documents are
 * `info`, with losses `warn`, failed `error`; in detail (`isVerbose`) also pages and worker processes, as `debug`.
 * @throws TabulariumError `cannot-write` (exit 2; 5 where the disk is full).
 */
export function openRunLog(file: string, { command, isVerbose }: { command: string; isVerbose: boolean }): RunListener {
  const destination = openDestination(file)
  const log = pino({ level: isVerbose ? 'debug' : 'info', base: { pid: process.pid, command } }, destination)
  let failure: unknown = null
  destination.on('error', (error: unknown) => {
    failure ??= error
  })
  // What cannot be written ends the run, which then has more to tell: nothing follows a line that is not whole.
  const write = (tell: () => void) => {
    if (failure !== null) return
    tell()
    if (failure !== null) throw writeError(failure, file, '--log')
  }
  return {
    event: event => write(() => logEvent(log, event)),
    finished: summary =>
      write(() => {
        const { documents: _, error: __, ...rest } = summaryToJson(summary)
        log.info(rest, summary.interrupted ? 'interrupted' : 'finished')
      }),
    broken: error => write(() => log.fatal({ err: error }, 'the run broke off')),
    close: () => destination.end(),
  }
}

function logEvent(log: pino.Logger, event: IngestEvent): void {
  switch (event.type) {
    case 'found':
      log.info({ files: event.files }, 'found')
      break
    case 'done': {
      const { path, status, error, pages, forms, seconds } = event.outcome
      const level = status === 'failed' ? 'error' : status === 'partial' ? 'warn' : 'info'
      const code = error === null ? {} : { code: error.code, why: error.message }
      log[level]({ path, ...code, pages, forms, seconds }, status)
      break
    }
    case 'worker': {
      const { pid: worker, state, pages, reason } = event
      log[state === 'killed' ? 'warn' : 'debug']({ worker, pages, reason }, `worker ${state}`)
      break
    }
    default: {
      const { type, ...rest } = event
      log.debug(rest, type)
    }
  }
}

function openDestination(file: string) {
  try {
    return pino.destination({ dest: file, append: true, sync: true, mkdir: true })
  } catch (error) {
    throw writeError(error, file, '--log')
  }
}
