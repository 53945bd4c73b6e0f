import { ingest } from '../../app/composition.ts'
import { resolveSettings } from '../../app/config.ts'
import type { IngestSummary } from '../../run/ingest.ts'
import type { IngestEvent } from '../../run/ingest-event.ts'
import { interruptSignal } from '../interrupt.ts'
import { passwordOf } from '../password.ts'
import { createProgress } from '../terminal/progress.ts'
import { openEventsFile } from './events-file.ts'
import { createProfile } from './profile.ts'
import { openRunLog } from './run-log.ts'
import type { RunOptions } from './run-options.ts'

/** What a run is about; the rest is in its options. */
export interface RunInputs {
  readonly patterns: readonly string[]
  /** Files and folders to the letter. */
  readonly listed: readonly string[]
  readonly force: boolean
  readonly command: string
  /** Add to the file of events instead of replacing it. */
  readonly addsToEvents?: boolean
}

/** Whoever hears of a run from its beginning to its end. */
export interface RunListener {
  event(event: IngestEvent): void
  finished(summary: IngestSummary): void
  broken(error: unknown): void
  close(): void
}

/**
 * Ingests and tells of it: progress on stderr, events and a log in files. The first Ctrl-C finishes what is under way, the second
 * one ends the process; with a `signal` of its own, the caller sees to that.
 */
export async function runIngest(inputs: RunInputs, options: RunOptions, signal?: AbortSignal): Promise<IngestSummary> {
  const { patterns, listed, force, command } = inputs
  const { db, form, jobs, engine, arbiter, timeout, reviewBelow, pipelines, keepImages } = options
  // Settled first: a wrong setting must not cost the file of events of an earlier run.
  const settings = resolveSettings({ db, form, jobs, engine, arbiter, timeout, reviewBelow, pipelines, keepImages })
  const listeners = openListeners(inputs, options)
  const progress = createProgress(progressOptions(options))
  const interrupt =
    signal === undefined
      ? interruptSignal(() =>
          progress.say('Finishing the documents under way; Ctrl-C again stops at once. Both can be resumed.'),
        )
      : null
  try {
    const summary = await ingest(patterns, {
      ...settings,
      ...{ listed, force, command, ...passwordOf(options) },
      ...(interrupt === null ? {} : { signal: interrupt.signal }),
      ...(signal === undefined ? {} : { signal }),
      onEvent: event => {
        progress.event(event)
        for (const listener of listeners) listener.event(event)
      },
    })
    for (const listener of listeners) listener.finished(summary)
    return summary
  } catch (error) {
    for (const listener of listeners) listener.broken(error)
    throw error
  } finally {
    progress.stop()
    interrupt?.release()
    for (const listener of listeners) listener.close()
  }
}

function openListeners(
  { command, addsToEvents = false }: RunInputs,
  { events, log, verbose, profile }: RunOptions,
): RunListener[] {
  return [
    ...(events === undefined ? [] : [openEventsFile(events, addsToEvents)]),
    ...(log === undefined ? [] : [openRunLog(log, { command, isVerbose: verbose === true })]),
    ...(profile === true ? [createProfile()] : []),
  ]
}

function progressOptions({ progress, quiet, verbose }: RunOptions) {
  const remarks = verbose ? 'all' : quiet ? 'failed' : 'problems'
  return { isShown: progress && !quiet, remarks, isVerbose: verbose === true } as const
}
