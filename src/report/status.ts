import { presentInputs } from '../run/present-inputs.ts'
import { timeLeft } from '../run/run-meter.ts'
import type { RunRecord, StoredDocument, StoreReader } from '../store/store.ts'

/** What the database holds, and how far the run in progress is, or how the last one went. */
export interface Status {
  readonly database: string
  /** Documents by state. */
  readonly documents: Readonly<Record<StoredDocument['status'], number>>
  /** Inputs that failed when they were last tried, readable or not, and are still there: what `retry --failed` takes up. */
  readonly failedInputs: number
  /** Inputs that failed and are no longer there. */
  readonly goneInputs: number
  /** null before the first run. */
  readonly run: RunStatus | null
}

export interface RunStatus extends RunRecord {
  /** Inputs that are done. */
  readonly done: number
  readonly seconds: number
  /** Of pages read, without those kept from an earlier run; null where none was read. */
  readonly pagesPerSecond: number | null
  /** Of the run in progress; null for one that has ended, and before the first document. */
  readonly secondsLeft: number | null
}

/** A run that has written nothing down for so long, in ms, is taken for killed where the lock cannot be asked. */
const SILENCE_MS = 300_000

/**
 * `isWriting`: some process has the right to write; null where that cannot be told. A run that says it goes on while none has
 * was killed, and counts as `interrupted`. `now` in ms since 1970.
 */
export async function readStatus(reader: StoreReader, isWriting: boolean | null, now: number): Promise<Status> {
  const [latest] = await reader.runs(1)
  const { present, gone } = await presentInputs(await reader.pathsToRetry('failed'))
  return {
    database: reader.file,
    documents: await reader.documentCounts(),
    failedInputs: present.length,
    goneInputs: gone.length,
    run: latest === undefined ? null : runToStatus(latest, isWriting, now),
  }
}

function runToStatus(run: RunRecord, isWriting: boolean | null, now: number): RunStatus {
  const isHeardOf = now - Date.parse(run.notedAt ?? run.startedAt) < SILENCE_MS
  const isRunning = run.status === 'running' && (isWriting ?? isHeardOf)
  const end = isRunning ? now : Date.parse(run.finishedAt ?? run.notedAt ?? run.startedAt)
  const seconds = Math.max(0, (end - Date.parse(run.startedAt)) / 1000)
  const worked = run.loaded + run.partial
  const done = worked + run.failed + run.unchanged
  return {
    ...run,
    status: run.status === 'running' && !isRunning ? 'interrupted' : run.status,
    done,
    seconds,
    pagesPerSecond: run.pagesRead > 0 && seconds > 0 ? run.pagesRead / seconds : null,
    secondsLeft: isRunning ? timeLeft(seconds, worked, Math.max(0, run.inputs - done)) : null,
  }
}
