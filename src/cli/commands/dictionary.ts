import { Command, InvalidArgumentError, Option } from 'commander'
import type { DictionaryScope } from '../../forms/dictionary.ts'
import { countOption, csvOptions, dbOption, examples, outOption } from '../help.ts'

interface Shared {
  readonly db?: string
  readonly pipelines?: string
}

export interface DictionaryListOptions extends Shared {
  readonly format?: 'table' | 'csv' | 'json'
  readonly out?: string
  readonly bom?: boolean
  readonly used?: true
}

export interface DictionaryAddOptions extends Shared {
  readonly scope?: string
  readonly source?: string
  readonly note?: string
  readonly by?: string
}

export interface DictionaryImportOptions extends Shared {
  readonly by?: string
}

export interface DictionaryExportOptions extends Shared {
  readonly out?: string
  readonly bom?: boolean
  readonly all?: true
}

export interface DictionaryLearnOptions extends Shared {
  readonly least?: number
  readonly precision?: number
  readonly add?: true
  readonly by?: string
  readonly json?: true
}

export interface DictionaryRevokeOptions extends Shared {
  readonly by?: string
  readonly dryRun?: true
  readonly undo?: true
  readonly json?: true
}

const SCOPES = ['name', 'prose', 'value', 'organisation', 'any'] as const satisfies readonly DictionaryScope[]

const load = () => import('../dictionary/dictionary-actions.ts')

export function dictionaryCommand(): Command {
  return new Command('dictionary')
    .summary('the wordings that repair knows: list, add, import, export, learn, revoke')
    .description(
      'The dictionary is what lies in pipelines/ and what people taught the database. An entry only ever proposes. ' +
        'Documents follow a change of it with: tabularium rebuild',
    )
    .addCommand(listSubcommand())
    .addCommand(addSubcommand())
    .addCommand(importSubcommand())
    .addCommand(exportSubcommand())
    .addCommand(learnSubcommand())
    .addCommand(revokeSubcommand())
    .addHelpText(
      'after',
      examples(
        ['tabularium dictionary learn', 'what people corrected again and again'],
        ['tabularium dictionary learn --add', 'the same, taken into the dictionary'],
        ['tabularium rebuild --dry-run', 'what that would change'],
      ),
    )
}

function pipelinesOption(): Option {
  return new Option('--pipelines <folder>', 'the dictionaries of the files (default: those that come with the program)')
}

function byOption(): Option {
  return new Option('--by <name>', 'who says so (default: the user who is logged in)')
}

function listSubcommand(): Command {
  const command = new Command('list')
    .description(
      'Lists the entries with where they come from, how often they were of use, and how often people agreed.',
    )
    .addOption(dbOption())
    .addOption(pipelinesOption())
    .option('--used', 'only entries that found something in this database')
    .addOption(
      new Option('--format <format>', 'default: by the ending of --out, else table').choices(['table', 'csv', 'json']),
    )
    .addOption(outOption())
  for (const option of csvOptions()) command.addOption(option)
  return command
    .addHelpText('after', examples(['tabularium dictionary list --used', 'what finds something, and how well']))
    .action(async (options: DictionaryListOptions) => (await load()).listDictionary(options))
}

function addSubcommand(): Command {
  return new Command('add')
    .description('Teaches the database that a wording is never right, and what is meant.')
    .argument('<wrong>', 'the wording, two characters or more, never part of correct text')
    .argument('<right>', 'what is meant; digits and signs must be the same')
    .addOption(dbOption())
    .addOption(new Option('--scope <scope>', 'which texts it speaks about (default: any)').choices(SCOPES))
    .option('--source <text>', 'where it was seen')
    .option('--note <text>', 'anything else')
    .addOption(byOption())
    .addHelpText('after', examples(['tabularium dictionary add 运维护容 运维扩容 --scope name', 'one more entry']))
    .action(async (wrong: string, right: string, options: DictionaryAddOptions) =>
      (await load()).addEntry(wrong, right, options),
    )
}

function importSubcommand(): Command {
  return new Command('import')
    .description('Takes entries from CSV with the columns wrong, right, scope, source, note: all of them or none.')
    .argument('<file>', 'the file; - for stdin')
    .addOption(dbOption())
    .addOption(byOption())
    .addHelpText('after', examples(['tabularium dictionary import words.csv --by 李明', 'as a spreadsheet saved it']))
    .action(async (file: string, options: DictionaryImportOptions) => (await load()).importEntries(file, options))
}

function exportSubcommand(): Command {
  const command = new Command('export')
    .description(
      'Writes what people taught the database in the shape of a dictionary file, for import or for pipelines/.',
    )
    .addOption(dbOption())
    .addOption(pipelinesOption())
    .option('--all', 'the entries of the files too')
    .addOption(outOption())
  for (const option of csvOptions()) command.addOption(option)
  return command
    .addHelpText(
      'after',
      examples(
        ['tabularium dictionary export --out words.csv', 'to be edited in a spreadsheet'],
        [
          'tabularium dictionary export --no-bom --out pipelines/shared/dictionaries/learned.csv',
          'to be a file for all',
        ],
      ),
    )
    .action(async (options: DictionaryExportOptions) => (await load()).exportEntries(options))
}

function learnSubcommand(): Command {
  return new Command('learn')
    .description(
      'Proposes entries from changes that people made again and again; --add takes them into the dictionary.',
    )
    .addOption(dbOption())
    .addOption(pipelinesOption())
    .addOption(countOption('--least <n>', 'so many decisions at least (default: 2)'))
    .addOption(
      new Option('--precision <p>', 'the share of decisions that must agree, 0 to 1 (default: 0.9)').argParser(shareOf),
    )
    .option('--add', 'take them into the dictionary')
    .addOption(byOption())
    .option('--json', 'for other programs')
    .addHelpText('after', examples(['tabularium dictionary learn --least 3', 'what at least three decisions say']))
    .action(async (options: DictionaryLearnOptions) => (await load()).learnEntries(options))
}

function revokeSubcommand(): Command {
  return new Command('revoke')
    .description(
      'Lists every value that a rule touched, and stops it: what it proposed is withdrawn, what it applied is put back as ' +
        'it was read with the next rebuild. What people accepted stays.',
    )
    .argument(
      '<rule>',
      'the rule, as corrections name it (dictionary/运维护容, label/glyph), or the wording of an entry',
    )
    .addOption(dbOption())
    .addOption(pipelinesOption())
    .option('--dry-run', 'only list what it touched')
    .option('--undo', 'let a revoked rule hold again')
    .addOption(byOption())
    .option('--json', 'for other programs')
    .addHelpText(
      'after',
      examples(
        ['tabularium dictionary revoke 运维护容 --dry-run', 'what the entry touched'],
        ['tabularium dictionary revoke label/glyph', 'stop a rule of repair'],
        ['tabularium dictionary revoke label/glyph --undo', 'let it hold again'],
      ),
    )
    .action(async (rule: string, options: DictionaryRevokeOptions) => (await load()).revokeRule(rule, options))
}

function shareOf(text: string): number {
  const share = Number(text)
  if (text.trim() === '' || !(share >= 0 && share <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.')
  return share
}
