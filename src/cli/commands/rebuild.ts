import { Command } from 'commander'
import { EXIT } from '../exit-status.ts'
import { dbOption, derivingOptions, examples } from '../help.ts'

export interface RebuildOptions {
  readonly db?: string
  readonly form?: string
  readonly reviewBelow?: string
  readonly pipelines?: string
  readonly dryRun?: true
  readonly force?: true
  readonly json?: true
  readonly progress: boolean
}

export function rebuildCommand(): Command {
  const command = new Command('rebuild')
    .summary('derive the database anew from what was read, after a change of dictionary or form')
    .description(
      'Derives every document anew from the readings kept beside the database, with the form definitions and dictionaries ' +
        'of now and with what people decided, without recognising again. It tells every value that becomes another one. ' +
        'Documents that are up to date are left alone.',
    )
    .addOption(dbOption())
    .option('--dry-run', 'tell what would become other, and change nothing')
  for (const option of derivingOptions()) command.addOption(option)
  return command
    .option('--force', 'derive documents too that are up to date')
    .option('--json', 'one line of JSON on stdout')
    .option('--no-progress', 'say nothing while working')
    .addHelpText(
      'after',
      `
Exit status: 0 all up to date, 3 some could not be derived and are as they were,
130 interrupted. Give --form and --review-below as for ingest.
${examples(
  ['tabularium rebuild --dry-run', 'what a changed dictionary or form would change'],
  ['tabularium rebuild', 'the same, and apply it'],
  ['tabularium rebuild --dry-run --json | jq .counts', 'for other programs'],
)}`,
    )
    .action(runRebuild)
}

async function runRebuild(options: RebuildOptions): Promise<void> {
  const { rebuild } = await import('../../app/composition.ts')
  const { createProgress } = await import('../terminal/progress.ts')
  const { rebuildToJson, rebuildToText } = await import('../rebuild/rebuild-summary.ts')
  const { interruptSignal } = await import('../interrupt.ts')
  const { db, form, reviewBelow, pipelines, force, json } = options
  const progress = createProgress({ isShown: options.progress && process.stderr.isTTY === true, remarks: 'failed' })
  const interrupt = interruptSignal(() => progress.say('Finishing the document under way; Ctrl-C again stops at once.'))
  const dryRun = options.dryRun === true
  try {
    const run = { dryRun, force: force === true, signal: interrupt.signal, onEvent: progress.event }
    const summary = await rebuild({ db, form, reviewBelow, pipelines, ...run })
    progress.stop()
    const text = json
      ? `${JSON.stringify(rebuildToJson(summary, dryRun))}\n`
      : rebuildToText(summary, { dryRun, width: process.stdout.isTTY ? process.stdout.columns : null })
    process.stdout.write(text)
    const isWhole = summary.documents.every(({ status }) => status !== 'left')
    process.exitCode = summary.interrupted ? EXIT.interrupted : isWhole ? EXIT.done : EXIT.incomplete
  } finally {
    progress.stop()
    interrupt.release()
  }
}
