import { TabulariumError } from '../model/tabularium-error.ts'
import { EXIT } from './exit-status.ts'
import { styled } from './terminal/style.ts'

/** Tells on stderr what went wrong and what to do, and gives the exit status. Only defects of the program show a stack. */
export function reportFailure(error: unknown): number {
  const tell = (text: string) => process.stderr.write(text)
  if (error instanceof TabulariumError) {
    tell(`${styled('red', 'error:', process.stderr)} ${error.message} [${error.code}]\n`)
    if (error.hint !== '') tell(`${styled('cyan', '→', process.stderr)} ${error.hint}\n`)
    return error.exitStatus
  }
  tell(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  tell('This is a defect of Tabularium. Please report it with the lines above and the command you ran.\n')
  return EXIT.defect
}
