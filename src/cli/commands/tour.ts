import { Command } from 'commander'
import { examples } from '../help.ts'

export function tourCommand(): Command {
  return new Command('tour')
    .summary('see on the samples what it does')
    .description(
      'Reads the samples that come with the program and shows what was read, repaired and found, and what to try next.',
    )
    .option('--db <file>', 'the database it makes (default: output/tabularium.db)')
    .addHelpText('after', examples(['tabularium tour', 'what npm start runs']))
    .action(async (options: { readonly db?: string }) => {
      const { runTour } = await import('../tour/run-tour.ts')
      await runTour(options)
    })
}
