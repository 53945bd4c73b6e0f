import { CommanderError } from 'commander'
import { EXIT } from './exit-status.ts'
import { createProgram } from './program.ts'
import { reportFailure } from './report-failure.ts'

/** Runs one command line to its end. Never rejects: what went wrong is told on stderr and in `process.exitCode`. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  endQuietlyWithoutReader()
  try {
    await createProgram().parseAsync(argv.length > 2 ? [...argv] : [...argv, '--help'])
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage
    else process.exitCode = reportFailure(error)
  }
}

/** `tabularium … | head` closes the pipe when it has seen enough: no error. */
function endQuietlyWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done)
      throw error
    })
}
