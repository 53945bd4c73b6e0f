import { TabulariumError } from '../model/tabularium-error.ts'
import { EXIT } from './exit-status.ts'

/** A command line that cannot be carried out as it stands. */
export function wrongUsage(message: string, hint: string): TabulariumError {
  return new TabulariumError('wrong-usage', message, hint, { exitStatus: EXIT.wrongUsage })
}
