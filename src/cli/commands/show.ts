import { Command } from 'commander'
import { dbOption, examples } from '../help.ts'
import { type PasswordOptions, withPasswordOptions } from '../password.ts'

export interface ShowOptions extends PasswordOptions {
  readonly db?: string
  readonly crop?: string
  readonly json?: true
}

export function showCommand(): Command {
  const about = new Command('show')
    .summary('where a value comes from: page, box, what was read, what was corrected')
    .description(
      'Shows a value with everything that led to it: place, text as read, engine, confidence, corrections, findings and doubts. ' +
        'Without PATH all values of the form are listed. --crop writes the picture of the value, cut out of the page.',
    )
    .argument('<form>', 'FILE:NUMBER or the beginning of the sha256:NUMBER; without :NUMBER the only form of the file')
    .argument('[path]', 'the value: projectName, funds.totalAnnual, indicators[3].value, …')
    .addOption(dbOption())
    .option('--crop <picture>', 'write the picture of the value to this PNG file')
  return withPasswordOptions(about)
    .option('--json', 'for other programs')
    .addHelpText(
      'after',
      examples(
        ['tabularium show minhang-2024.txt:12', 'all values of the twelfth form'],
        ["tabularium show minhang-2024.txt:12 'indicators[0].value'", 'one value'],
        ['tabularium show office-form.pdf funds.totalAnnual --crop amount.png', 'its picture'],
      ),
    )
    .action(async (form: string, path: string | undefined, options: ShowOptions) => {
      const { showForm } = await import('../pages/show-form.ts')
      await showForm(form, path, options)
    })
}
