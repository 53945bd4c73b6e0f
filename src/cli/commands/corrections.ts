import { Command, Option } from 'commander'
import type { Decision } from '../../model/correction.ts'
import { csvOptions, dbOption, derivingOptions, examples, outOption } from '../help.ts'

export interface CorrectionsExportOptions {
  readonly db?: string
  readonly out?: string
  readonly bom?: boolean
  readonly state?: ReadonlyArray<Decision | 'idle'>
  readonly rule?: readonly string[]
}

export interface CorrectionsImportOptions {
  readonly db?: string
  readonly by?: string
  readonly form?: string
  readonly reviewBelow?: string
  readonly pipelines?: string
  readonly dryRun?: true
  readonly json?: true
}

export function correctionsCommand(): Command {
  return new Command('corrections')
    .summary('decide about corrections in a spreadsheet: export, import')
    .description(
      'What repair changed or proposes goes out as a sheet, is decided about in any spreadsheet, and comes back: accepted, ' +
        'rejected, edited or withdrawn. Decisions hold again after every new reading.',
    )
    .addCommand(exportSubcommand())
    .addCommand(importSubcommand())
    .addHelpText(
      'after',
      examples(
        ['tabularium corrections export --state proposed --out decide.csv', 'what waits for a person'],
        ['tabularium corrections import decide.csv --by 李明', 'what that person decided'],
      ),
    )
}

function exportSubcommand(): Command {
  const command = new Command('export')
    .description('Writes corrections as CSV, with columns for a decision and a text of your own.')
    .addOption(dbOption())
    .addOption(outOption())
    .addOption(
      new Option('--state <state...>', 'only these; may be repeated').choices([
        'applied',
        'proposed',
        'accepted',
        'rejected',
        'idle',
      ]),
    )
    .option('--rule <rule...>', 'only those of this rule; may be repeated')
  for (const option of csvOptions()) command.addOption(option)
  return command
    .addHelpText(
      'after',
      examples(
        ['tabularium corrections export --out decide.csv', 'all of them, opens in Excel'],
        ['tabularium corrections export --rule label/glyph --out labels.csv', 'those of one rule'],
      ),
    )
    .action(async (options: CorrectionsExportOptions) => {
      const { exportCorrections } = await import('../corrections/export-corrections.ts')
      await exportCorrections(options)
    })
}

function importSubcommand(): Command {
  const command = new Command('import')
    .description('Takes the decisions of a sheet, all of them or none, and derives the documents anew they are about.')
    .argument('<file>', 'the sheet, saved as CSV; - for stdin')
    .addOption(dbOption())
    .option('--by <name>', 'who decided (default: the user who is logged in)')
    .option('--dry-run', 'check, and tell what would become other; change nothing')
  for (const option of derivingOptions()) command.addOption(option)
  return command
    .option('--json', 'one line of JSON on stdout')
    .addHelpText(
      'after',
      examples(
        ['tabularium corrections import decide.csv --dry-run', 'what it would change'],
        ['tabularium corrections import decide.csv --by 李明', 'take the decisions'],
      ),
    )
    .action(async (file: string, options: CorrectionsImportOptions) => {
      const { importCorrections } = await import('../corrections/import-corrections.ts')
      await importCorrections(file, options)
    })
}
