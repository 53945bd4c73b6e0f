import type { Command } from 'commander'
import { dbOption } from '../help.ts'
import { type PasswordOptions, withPasswordOptions } from '../password.ts'

/** What every command that ingests can be told. */
export interface RunOptions extends PasswordOptions {
  readonly db?: string
  readonly form?: string
  readonly jobs?: string
  readonly engine?: string
  readonly arbiter?: string
  readonly timeout?: string
  readonly reviewBelow?: string
  readonly pipelines?: string
  readonly keepImages?: string
  readonly json?: true
  readonly events?: string
  readonly log?: string
  readonly profile?: true
  readonly progress: boolean
  readonly quiet?: true
  readonly verbose?: true
}

/** Gives a command the options of `RunOptions`. */
export function withRunOptions(command: Command): Command {
  const about = command
    .addOption(dbOption())
    .option('--form <id>', 'the family of forms to look for, or auto (see: tabularium forms list)')
    .option('--jobs <n>', 'documents, and pages of them, worked on at a time (default: one a core)')
    .option('--engine <name>', 'what reads pictures: ppocr, ppocr-web or tesseract')
    .option('--arbiter <name>', 'what reads numbers too on which two looks of the engine differ: none or tesseract')
    .option('--timeout <seconds>', 'time that one page may take (default: 14, with slower engines than ppocr 60)')
    .option('--review-below <p>', 'list values that are right with a lower probability than this (0 to 1) for review')
    .option('--pipelines <folder>', 'the form definitions and dictionaries (default: those that come with the program)')
    .option('--keep-images <what>', 'pictures to keep beside the database: none, crops (of doubtful values) or pages')
  return withPasswordOptions(about)
    .option('--json', 'end with one line of JSON on stdout')
    .option('--events <file>', 'write what happens to a file as it happens, one JSON object a line')
    .option('--log <file>', 'add to a log for whoever looks after the machine; with -v in detail')
    .option('--profile', 'tell at the end where the time of the pages went')
    .option('--no-progress', 'say nothing while working')
    .option('-q, --quiet', 'say only what went wrong')
    .option('-v, --verbose', 'say what is worth knowing about every document')
}
