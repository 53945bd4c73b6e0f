import { Command } from 'commander'
import { dbOption, examples } from '../help.ts'

export interface DoctorOptions {
  readonly db?: string
  readonly json?: true
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('check that everything it needs is here')
    .description(
      'Checks Node, SQLite, the recognition engines and their models, the form definitions, disk space and permissions, and ' +
        'says what to do about what is missing. Exit status 2 when something is.',
    )
    .addOption(dbOption())
    .option('--json', 'for other programs')
    .addHelpText('after', examples(['tabularium doctor', 'after installing, or when something fails']))
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = await import('../doctor/run-doctor.ts')
      await runDoctor(options)
    })
}
