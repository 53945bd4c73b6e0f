import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { TabulariumError } from '../../model/tabularium-error.ts'
import type { IngestSummary } from '../../run/ingest.ts'
import { documentsToExitStatus, EXIT } from '../exit-status.ts'
import { dbOption, examples } from '../help.ts'

export interface IngestOptions {
  readonly db?: string
  readonly form?: string
  readonly jobs?: string
  readonly engine?: string
  readonly timeout?: string
  readonly reviewBelow?: string
  readonly pipelines?: string
  readonly force?: true
  readonly password?: string
  readonly passwordFile?: string
  readonly json?: true
  readonly progress: boolean
  readonly quiet?: true
  readonly verbose?: true
}

export function ingestCommand(): Command {
  return new Command('ingest')
    .summary('read documents into the database')
    .description(
      'Reads forms from PDF, PNG, JPEG, TIFF and OCR text (.txt, .tsv) into the database. Folders are searched ' +
        'recursively; quote patterns such as "scans/**/*.pdf". The same file with the same settings changes nothing.',
    )
    .argument('<path...>', 'files, folders or patterns')
    .addOption(dbOption())
    .option('--form <id>', 'the family of forms to look for, or auto (see: tabularium forms list)')
    .option('--jobs <n>', 'documents worked on at a time (default: one a core)')
    .option('--engine <name>', 'what reads pictures: ppocr, ppocr-web or tesseract')
    .option('--timeout <seconds>', 'time that one page may take')
    .option('--review-below <p>', 'list values that are less sure than this (0 to 1) for review')
    .option('--pipelines <folder>', 'the form definitions and dictionaries (default: those that come with the program)')
    .addOption(
      new Option('--password <text>', 'opens encrypted PDFs; other users of this machine can see it').conflicts(
        'passwordFile',
      ),
    )
    .option('--password-file <file>', 'the same, from the first line of a file')
    .option('--force', 'read documents again that have not changed')
    .option('--json', 'end with one line of JSON on stdout')
    .option('--no-progress', 'say nothing while working')
    .option('-q, --quiet', 'say only what went wrong')
    .option('-v, --verbose', 'say what is worth knowing about every document')
    .addHelpText(
      'after',
      `
Exit status: 0 all loaded or unchanged, 3 some failed or are partial, 4 none
loaded, 2 wrong usage, 5 the database failed, 130 interrupted. Ctrl-C finishes
the documents under way; run the same command again to go on.
${examples(
  ['tabularium ingest samples/', 'a folder into output/tabularium.db'],
  ['tabularium ingest "scans/**/*.pdf" --db budget.db --jobs 4', 'many PDFs into a database of their own'],
  ['tabularium ingest form.pdf --force -v', 'once more, with every remark'],
  ['tabularium ingest scans/ --json --no-progress | jq .counts', 'for other programs'],
)}`,
    )
    .action(runIngest)
}

async function runIngest(paths: readonly string[], options: IngestOptions): Promise<void> {
  const { ingest } = await import('../../app/composition.ts')
  const { createProgress } = await import('../terminal/progress.ts')
  const { summaryToText } = await import('./ingest-summary.ts')
  const { interruptSignal } = await import('../interrupt.ts')
  const { db, form, jobs, engine, timeout, reviewBelow, pipelines, force, json } = options
  const progress = createProgress(progressOptions(options))
  const interrupt = interruptSignal(() =>
    progress.say('Finishing the documents under way; Ctrl-C again stops at once.'),
  )
  const started = performance.now()
  try {
    const settings = { db, form, jobs, engine, timeout, reviewBelow, pipelines }
    const run = { force: force === true, signal: interrupt.signal, onEvent: progress.event, ...passwordOf(options) }
    const summary = await ingest(paths, { ...settings, ...run })
    progress.stop()
    if (json) process.stdout.write(`${JSON.stringify(summaryToJson(summary))}\n`)
    else if (!options.quiet) process.stdout.write(summaryToText(summary))
    process.exitCode = summary.interrupted ? EXIT.interrupted : documentsToExitStatus(summary.documents)
  } catch (error) {
    progress.stop()
    if (json) process.stdout.write(`${JSON.stringify(failureToJson(error, (performance.now() - started) / 1000))}\n`)
    throw error
  } finally {
    interrupt.release()
  }
}

/** @throws TabulariumError `bad-password-file` (exit 2). */
function passwordOf({ password, passwordFile }: IngestOptions): { readonly password?: string } {
  if (password !== undefined) return { password }
  if (passwordFile === undefined) return {}
  try {
    return { password: readFileSync(passwordFile, 'utf8').split(/\r?\n/u, 1)[0] ?? '' }
  } catch (cause) {
    throw new TabulariumError(
      'bad-password-file',
      `The password file ${passwordFile} cannot be read.`,
      'Name a text file that you may read, with the password on its first line.',
      { exitStatus: 2, cause },
    )
  }
}

function progressOptions({ progress, quiet, verbose }: IngestOptions) {
  const remarks = verbose ? 'all' : quiet ? 'failed' : 'problems'
  return { isShown: progress && !quiet, remarks, isVerbose: verbose === true } as const
}

/** The line that `--json` ends with; the names are a contract. */
export function summaryToJson({ documents, duplicates, seconds, interrupted, runId }: IngestSummary) {
  const counts = { loaded: 0, unchanged: 0, partial: 0, failed: 0 }
  for (const { status } of documents) counts[status] += 1
  return { documents, seconds: Math.round(seconds * 1000) / 1000, counts, duplicates, interrupted, runId, error: null }
}

function failureToJson(error: unknown, seconds: number) {
  const { code = 'defect', message, hint = '' } = error as { code?: string; message: string; hint?: string }
  return { documents: [], seconds: Math.round(seconds * 1000) / 1000, error: { code, message, hint, page: null } }
}
