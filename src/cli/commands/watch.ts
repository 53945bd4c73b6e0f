import { Command } from 'commander'
import { examples, secondsOption } from '../help.ts'
import { type RunOptions, withRunOptions } from '../ingest/run-options.ts'

interface WatchOptions extends RunOptions {
  readonly settle: number
}

export function watchCommand(): Command {
  const command = new Command('watch')
    .summary('ingest what arrives in a folder')
    .description(
      'Ingests the files of a folder and then, until Ctrl-C, those that arrive or change, once they have stopped changing. ' +
        'Each batch is a run of its own; with --json each ends with a line.',
    )
    .argument('<folder>', 'the folder, with those inside it')
    .addOption(secondsOption('--settle <seconds>', 'a file is whole when it has not changed for so long').default(2))
  return withRunOptions(command)
    .addHelpText(
      'after',
      examples(
        ['tabularium watch /scanner/out', 'whatever the scanner puts there'],
        ['tabularium watch inbox/ --settle 30 --log watch.log', 'files that come slowly, over a network'],
      ),
    )
    .action(async (folder: string, options: WatchOptions) => {
      const { watchAndTell } = await import('../ingest/watch-and-tell.ts')
      await watchAndTell(folder, options.settle * 1000, options)
    })
}
