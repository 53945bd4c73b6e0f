import { readFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { TabulariumError } from '../model/tabularium-error.ts'
import { EXIT } from './exit-status.ts'

/** What every command that opens PDFs can be told. */
export interface PasswordOptions {
  readonly password?: string
  readonly passwordFile?: string
}

/** Gives a command the options of `PasswordOptions`. */
export function withPasswordOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--password <text>', 'opens encrypted PDFs; other users of this machine can see it').conflicts(
        'passwordFile',
      ),
    )
    .option('--password-file <file>', 'the same, from the first line of a file')
}

/** The password that was given. @throws TabulariumError `bad-password-file` (exit 2). */
export function passwordOf({ password, passwordFile }: PasswordOptions): { readonly password?: string } {
  if (password !== undefined) return { password }
  if (passwordFile === undefined) return {}
  try {
    // Editors on Windows begin a file with a byte order mark.
    const text = readFileSync(passwordFile, 'utf8').replace(/^\uFEFF/u, '')
    return { password: text.split(/\r?\n/u, 1)[0] ?? '' }
  } catch (cause) {
    throw new TabulariumError(
      'bad-password-file',
      `The password file ${passwordFile} cannot be read.`,
      'Name a text file that you may read, with the password on its first line.',
      { exitStatus: EXIT.wrongUsage, cause },
    )
  }
}
