import { Option } from 'commander'

/** The examples at the end of a help text: what to type, and what it is good for. */
export function examples(...lines: ReadonlyArray<readonly [command: string, purpose: string]>): string {
  const width = Math.max(...lines.map(([command]) => command.length))
  return `\nExamples:\n${lines.map(([command, purpose]) => `  $ ${command.padEnd(width)}   ${purpose}`).join('\n')}\n`
}

export function dbOption(): Option {
  return new Option('--db <file>', 'the database (default: output/tabularium.db)')
}

export function outOption(): Option {
  return new Option('-o, --out <file>', 'write to this file instead of the terminal')
}

/** CSV for spreadsheets or for programs; files are for spreadsheets unless told. */
export function csvOptions(): Option[] {
  return [
    new Option(
      '--bom',
      'CSV for Excel: with a byte order mark, and an apostrophe before texts that Excel would take for formulas or dates (files have it unless told)',
    ),
    new Option('--no-bom', 'CSV for programs: no mark, every text as it is (what goes to stdout, unless told)'),
  ]
}
