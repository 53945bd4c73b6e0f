import { existsSync, readFileSync } from 'node:fs'
import type { IngestEvent } from '../../src/run/ingest-event.ts'

/** What a run has told so far in its file of `--events`; a last line that is not whole is left out. */
export function toldEvents(file: string): IngestEvent[] {
  if (!existsSync(file)) return []
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return whole.map(line => JSON.parse(line) as IngestEvent)
}
