import { closeSync, openSync, writeSync } from 'node:fs'
import { TabulariumError } from '../../model/tabularium-error.ts'
import type { RunListener } from './run-ingest.ts'
import { failureToJson, summaryToJson } from './summary-to-text.ts'

/**
 * Writes events to a file as they happen, one JSON object a line: `type`, `time` (ISO), and what belongs to the type. The last
 * one is `finished`, with what `--json` says but for the documents, or `broken`. Written at once, so that a run that is killed
 * leaves all it had told. An earlier file of that name is replaced, unless the run `adds` to it.
 * @throws TabulariumError `cannot-write` (exit 2).
 */
export function openEventsFile(file: string, adds: boolean): RunListener {
  const handle = openFile(file, adds ? 'a' : 'w')
  const write = (event: { readonly type: string }) => {
    const { type, ...rest } = event
    writeSync(handle, `${JSON.stringify({ type, time: new Date().toISOString(), ...rest })}\n`)
  }
  return {
    event: write,
    finished: summary => {
      const { documents: _, ...rest } = summaryToJson(summary)
      write({ type: 'finished', ...rest })
    },
    broken: error => write({ type: 'broken', error: failureToJson(error, 0).error } as { type: string }),
    close: () => closeSync(handle),
  }
}

function openFile(file: string, flags: 'a' | 'w'): number {
  try {
    return openSync(file, flags)
  } catch (cause) {
    throw new TabulariumError(
      'cannot-write',
      `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Give --events another place.',
      { exitStatus: 2, cause },
    )
  }
}
