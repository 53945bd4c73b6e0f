import { InvalidArgumentError, Option } from 'commander'

/** The examples at the end of a help text: what to type, and what it is good for. Long commands have their purpose below. */
export function examples(...lines: ReadonlyArray<readonly [command: string, purpose: string]>): string {
  return `\nExamples:\n${lines.map(([command, purpose]) => `  # ${purpose}\n  ${command}`).join('\n')}\n`
}

export function dbOption(): Option {
  return new Option('--db <file>', 'the database (default: output/tabularium.db)')
}

export function outOption(): Option {
  return new Option('-o, --out <file>', 'write to this file instead of the terminal')
}

/** What decides how documents are derived from their readings, as for `ingest`. */
export function derivingOptions(): Option[] {
  return [
    new Option('--form <id>', 'the family of forms to look for, or auto'),
    new Option(
      '--review-below <p>',
      'list values that are right with a lower probability than this (0 to 1) for review',
    ),
    new Option(
      '--pipelines <folder>',
      'the form definitions and dictionaries (default: those that come with the program)',
    ),
  ]
}

/** CSV for spreadsheets or for programs; files are for spreadsheets unless told. */
export function csvOptions(): Option[] {
  return [
    new Option(
      '--bom',
      'CSV for Excel: a byte order mark, and an apostrophe before texts that Excel would take for formulas or dates (the default for files)',
    ),
    new Option('--no-bom', 'CSV for programs: no mark, every text to the letter (the default for stdout)'),
  ]
}

/** An option that takes a whole number from 1. */
export function countOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(text => {
    if (!/^[1-9]\d{0,14}$/u.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.')
    return Number(text)
  })
}

/** An option that takes a number of seconds. */
export function secondsOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(text => {
    const seconds = Number(text)
    if (text.trim() === '' || !(seconds > 0) || !Number.isFinite(seconds))
      throw new InvalidArgumentError('It must be a number of seconds above 0.')
    return seconds
  })
}

/** Collects `name=value` options. */
export function collectParam(text: string, known: unknown): Record<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be NAME=VALUE.')
  return { ...(known as Record<string, string>), [text.slice(0, at)]: text.slice(at + 1) }
}
