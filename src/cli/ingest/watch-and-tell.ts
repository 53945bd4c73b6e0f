import { lstat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { resolveSettings } from '../../app/config.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import type { IngestSummary } from '../../run/ingest.ts'
import { settledFiles } from '../../run/settled-files.ts'
import { EXIT } from '../exit-status.ts'
import { interruptSignal } from '../interrupt.ts'
import { runIngest } from './run-ingest.ts'
import type { RunOptions } from './run-options.ts'
import { summaryToJson, summaryToText } from './summary-to-text.ts'

/** After a failure that may pass (another writer, a full disk) the batch is tried again, in ms. */
const RETRY_AFTER_MS = 10_000

/**
 * Ingests what arrives in the folder until the first Ctrl-C, which ends the watch with exit status 0, or 130 where documents were
 * left over. A failure that may pass is told and waited for.
 * @throws TabulariumError `no-such-input` (exit 2) where there is no such folder; what ends any run.
 */
export async function watchAndTell(folder: string, settleMs: number, options: RunOptions): Promise<void> {
  const path = await existingFolder(folder)
  const ownDatabase = resolveSettings({ db: options.db }).db
  const say = (text: string) => {
    if (options.progress && !options.quiet) process.stderr.write(`${text}\n`)
  }
  const interrupt = interruptSignal(() =>
    say('Ending when the documents under way are finished; Ctrl-C again stops at once.'),
  )
  const { signal } = interrupt
  const onTrouble = (error: unknown) =>
    process.stderr.write(
      error === null ? `${path} is there again.\n` : `${path} cannot be looked at; waiting for it.\n`,
    )
  say(`Watching ${path}; Ctrl-C ends it.`)
  let batches = 0
  let last: IngestSummary | null = null
  try {
    for await (const files of settledFiles(path, { settleMs, ownDatabase, signal, onTrouble })) {
      last = await untilItPasses(signal, () =>
        runIngest(
          { patterns: [], listed: files, force: false, command: 'watch', addsToEvents: batches > 0 },
          options,
          signal,
        ),
      )
      if (last === null) break
      batches += 1
      if (options.json) process.stdout.write(`${JSON.stringify(summaryToJson(last))}\n`)
      else if (!options.quiet) process.stdout.write(summaryToText(last))
    }
    process.exitCode = last?.interrupted ? EXIT.interrupted : EXIT.done
  } finally {
    interrupt.release()
  }
}

/** Runs `work` until it ends without a failure that may pass; null when the signal came first. */
async function untilItPasses<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | null> {
  while (!signal.aborted) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof TabulariumError && error.retryable)) throw error
      process.stderr.write(`${error.message} [${error.code}] Trying again in ${RETRY_AFTER_MS / 1000} s.\n`)
      await sleep(RETRY_AFTER_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  return null
}

async function existingFolder(folder: string): Promise<string> {
  const path = resolve(folder)
  const info = await lstat(path).catch(() => null)
  if (info?.isDirectory()) return path
  throw new TabulariumError(
    'no-such-input',
    info === null
      ? `There is no folder ${folder}.`
      : `${folder} is no folder${info.isSymbolicLink() ? ', but a link' : ''}.`,
    'Check the spelling of the path; watch takes one folder.',
    { exitStatus: 2 },
  )
}
