import { documentsToExitStatus, EXIT } from '../exit-status.ts'
import { type RunInputs, runIngest } from './run-ingest.ts'
import type { RunOptions } from './run-options.ts'
import { failureToJson, summaryToJson, summaryToText } from './summary-to-text.ts'

/** Ingests, tells on stdout what came of it, and sets the exit status; of inputs that cannot be told, too. */
export async function ingestAndTell(toInputs: () => Promise<RunInputs>, options: RunOptions): Promise<void> {
  const { json, quiet } = options
  const started = performance.now()
  try {
    const summary = await runIngest(await toInputs(), options)
    if (json) process.stdout.write(`${JSON.stringify(summaryToJson(summary))}\n`)
    else if (!quiet) process.stdout.write(summaryToText(summary))
    process.exitCode = summary.interrupted ? EXIT.interrupted : documentsToExitStatus(summary.documents)
  } catch (error) {
    if (json) process.stdout.write(`${JSON.stringify(failureToJson(error, (performance.now() - started) / 1000))}\n`)
    throw error
  }
}

/** The end of a command that found no work: that is no failure. */
export function nothingToDo(says: string, { json, quiet }: RunOptions): void {
  const summary = { runId: null, documents: [], duplicates: 0, passedOver: {}, seconds: 0, interrupted: false }
  if (json) process.stdout.write(`${JSON.stringify(summaryToJson(summary))}\n`)
  else if (!quiet) process.stdout.write(`${says}\n`)
}
