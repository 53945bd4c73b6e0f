import { Command } from 'commander'
import { dbOption, examples } from '../help.ts'

interface GcOptions {
  readonly db?: string
  readonly dryRun?: true
  readonly json?: true
}

export function gcCommand(): Command {
  return new Command('gc')
    .summary('remove what is of no use any more beside the database')
    .description(
      'Removes readings and pictures of documents that are no longer in the database, readings by older versions, and what killed ' +
        'runs left, and reports sizes. Your documents and the database stay as they are; so does what lets an interrupted run go on.',
    )
    .addOption(dbOption())
    .option('--dry-run', 'only say what would be removed')
    .option('--json', 'for other programs')
    .addHelpText(
      'after',
      examples(
        ['tabularium gc --dry-run', 'what lies there, and how much of it is of use'],
        ['tabularium gc', 'remove it'],
      ),
    )
    .action(async ({ db, dryRun, json }: GcOptions) => {
      const { resolveSettings } = await import('../../app/config.ts')
      const { collectGarbage } = await import('../../app/garbage.ts')
      const { garbageToJson, garbageToText } = await import('../terminal/garbage-to-text.ts')
      const entries = await collectGarbage(resolveSettings({ db }).db, { isDryRun: dryRun === true })
      const told = json ? garbageToJson(entries, dryRun === true) : garbageToText(entries, dryRun === true)
      process.stdout.write(told)
    })
}
