import { extname } from 'node:path'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { EXIT } from '../exit-status.ts'

/** The format that was asked for, or that the ending of `out` names, or `otherwise`. A spreadsheet is not written to a terminal. */
export function formatOf<Format extends string>(
  { format, out }: { readonly format?: Format | undefined; readonly out?: string | undefined },
  formats: readonly Format[],
  otherwise: Format,
): Format {
  const ending = out === undefined ? '' : extname(out).slice(1).toLowerCase()
  const chosen = format ?? formats.find(name => name === ending) ?? otherwise
  if (chosen === 'xlsx' && (out === undefined || out === '-') && process.stdout.isTTY)
    throw new TabulariumError('needs-out', 'A spreadsheet cannot be shown in a terminal.', 'Add --out FILE.xlsx.', {
      exitStatus: EXIT.wrongUsage,
    })
  return chosen
}
