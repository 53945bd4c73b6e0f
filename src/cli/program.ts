import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { correctionsCommand } from './commands/corrections.ts'
import { dictionaryCommand } from './commands/dictionary.ts'
import { doctorCommand } from './commands/doctor.ts'
import { exportCommand } from './commands/export.ts'
import { formsCommand } from './commands/forms.ts'
import { gcCommand } from './commands/gc.ts'
import { ingestCommand } from './commands/ingest.ts'
import { pagesCommand } from './commands/pages.ts'
import { queryCommand } from './commands/query.ts'
import { rebuildCommand } from './commands/rebuild.ts'
import { removeCommand } from './commands/remove.ts'
import { reportCommand } from './commands/report.ts'
import { retryCommand } from './commands/retry.ts'
import { searchCommand } from './commands/search.ts'
import { showCommand } from './commands/show.ts'
import { statusCommand } from './commands/status.ts'
import { tourCommand } from './commands/tour.ts'
import { watchCommand } from './commands/watch.ts'
import { examples } from './help.ts'

/** The whole command line. Each command loads what it works with only when it is run, so that help comes at once. */
export function createProgram(): Command {
  const program = new Command('tabularium')
    .description('Turns archives of scanned performance-goal forms into a database that people can trust.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain the command')
    .helpCommand('help [command]', 'explain a command')
    .showSuggestionAfterError()
    .showHelpAfterError('Run the command with --help to see how it is used.')
    .exitOverride()
  const commands = [
    tourCommand(),
    ingestCommand(),
    watchCommand(),
    retryCommand(),
    statusCommand(),
    queryCommand(),
    searchCommand(),
    showCommand(),
    pagesCommand(),
    reportCommand(),
    correctionsCommand(),
    dictionaryCommand(),
    rebuildCommand(),
    exportCommand(),
    formsCommand(),
    removeCommand(),
    gcCommand(),
    doctorCommand(),
  ]
  for (const command of commands) program.addCommand(inheriting(program, command))
  return program.addHelpText(
    'after',
    examples(
      ['tabularium tour', 'see on the samples what it does'],
      ['tabularium ingest scans/', 'read a folder of PDFs, pictures and OCR texts'],
      ['tabularium report findings --out findings.html', 'what contradicts itself, as a page to read'],
      ['tabularium query --list', 'questions that are ready to be asked'],
    ),
  )
}

/** Commands made on their own take over how the program reports wrong usage. */
function inheriting(parent: Command, command: Command): Command {
  command.copyInheritedSettings(parent)
  for (const sub of command.commands) inheriting(command, sub)
  return command
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
