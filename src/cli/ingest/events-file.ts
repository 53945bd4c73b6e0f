import { closeSync, openSync, writeSync } from 'node:fs'
import { writeError } from '../terminal/write-data.ts'
import type { RunListener } from './run-ingest.ts'
import { failureToJson, summaryToJson } from './summary-to-text.ts'

/**
 * Writes events to a file as they happen, one JSON object a line: `type`, `time` (ISO), and what belongs to the type. The last
 * one is `finished`, with what `--json` says but for the documents, or `broken`. Written at once, so that a run that is killed
 * leaves all it had told. An earlier file of that name is replaced, unless the run `adds` to it.
 * @throws TabulariumError `cannot-write` (exit 2; 5 where the disk is full).
 */
export function openEventsFile(file: string, adds: boolean): RunListener {
  const handle = openFile(file, adds ? 'a' : 'w')
  let isBroken = false
  const write = (event: { readonly type: string }) => {
    // What cannot be written ends the run, which then has more to tell: nothing follows a line that is not whole.
    if (isBroken) return
    const { type, ...rest } = event
    try {
      writeSync(handle, `${JSON.stringify({ type, time: new Date().toISOString(), ...rest })}\n`)
    } catch (error) {
      isBroken = true
      throw writeError(error, file, '--events')
    }
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
  } catch (error) {
    throw writeError(error, file, '--events')
  }
}
