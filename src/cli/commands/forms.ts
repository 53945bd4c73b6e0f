import { Command, Option } from 'commander'
import { examples } from '../help.ts'

export interface FormsOptions {
  readonly pipelines?: string
  readonly json?: true
}

export function formsCommand(): Command {
  const pipelines = () =>
    new Option('--pipelines <folder>', 'the form definitions (default: those that come with the program)')
  const load = () => import('../forms/forms-actions.ts')
  return new Command('forms')
    .summary('the families of forms it knows: list, show, check')
    .description(
      'The families of forms that can be read. A family is data: a folder with form.yaml, dictionaries and queries.',
    )
    .addCommand(
      new Command('list')
        .description('Lists the families of forms.')
        .addOption(pipelines())
        .option('--json', 'for other programs')
        .addHelpText('after', examples(['tabularium forms list', 'their ids are what ingest --form takes']))
        .action(async (options: FormsOptions) => (await load()).listForms(options)),
    )
    .addCommand(
      new Command('show')
        .description('Shows what a family is made of: titles, fields, labels, checks.')
        .argument('<id>', 'the family (see: tabularium forms list)')
        .addOption(pipelines())
        .option('--json', 'the whole definition, for other programs')
        .addHelpText('after', examples(['tabularium forms show performance-goal', 'fields, labels and checks']))
        .action(async (id: string, options: FormsOptions) => (await load()).showFormFamily(id, options)),
    )
    .addCommand(
      new Command('check')
        .description(
          'Checks form definitions, dictionaries, units and named queries, and says what to correct and where.',
        )
        .argument('[folder]', 'a folder like pipelines/ (default: the one in use)')
        .addOption(pipelines())
        .addHelpText(
          'after',
          examples(['tabularium forms check my-pipelines/', 'before the first ingest with a new family']),
        )
        .action(async (folder: string | undefined, options: FormsOptions) =>
          (await load()).checkForms(folder, options),
        ),
    )
    .addHelpText(
      'after',
      examples(
        ['tabularium forms list', 'which families there are'],
        ['tabularium forms check my-pipelines/', 'whether a new one is right'],
      ),
    )
}
