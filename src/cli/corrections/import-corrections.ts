import { decide } from '../../app/composition.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { readCorrectionsSheet } from '../../report/corrections-sheet.ts'
import { plural } from '../../report/html/words.ts'
import type { DecideSummary } from '../../run/decide.ts'
import type { DecisionFault } from '../../run/decision-fault.ts'
import type { CorrectionsImportOptions } from '../commands/corrections.ts'
import { EXIT } from '../exit-status.ts'
import { rebuildToJson, rebuildToText } from '../rebuild/rebuild-summary.ts'
import { readTextFile } from '../terminal/read-text-file.ts'

/**
 * The command `corrections import`.
 * @throws TabulariumError `decisions-refused` (exit 2) naming every row that cannot be taken, and why.
 */
export async function importCorrections(file: string, options: CorrectionsImportOptions): Promise<void> {
  const sheet = readCorrectionsSheet(await readTextFile(file))
  const { db, by, form, reviewBelow, pipelines } = options
  const dryRun = options.dryRun === true
  // Faults of single rows and faults against the database are told together; what is faulty in itself is not asked about.
  const trial = sheet.faults.length > 0
  const settings = { db, form, reviewBelow, pipelines, ...(by === undefined ? {} : { actor: by }) }
  const summary = await decide(sheet.requests, { ...settings, dryRun: dryRun || trial, command: 'corrections import' })
  const faults = [...sheet.faults, ...summary.faults].sort((a, b) => a.row - b.row)
  if (options.json) process.stdout.write(`${JSON.stringify(summaryToJson(summary, faults, dryRun))}\n`)
  if (faults.length > 0) throw refused(file, faults)
  if (!options.json) process.stdout.write(summaryToText(summary, dryRun))
}

function refused(file: string, faults: readonly DecisionFault[]): TabulariumError {
  const lines = faults.map(({ row, code, message }) => `  row ${row} [${code}]: ${message}`)
  return new TabulariumError(
    'decisions-refused',
    `${file}: ${plural(faults.length, 'row')} cannot be taken, so nothing was.\n${lines.join('\n')}`,
    'Correct these rows and import the file again; the README lists the codes.',
    { exitStatus: EXIT.wrongUsage },
  )
}

function summaryToText({ taken, known, rebuild }: DecideSummary, dryRun: boolean): string {
  const held = known === 0 ? '' : `, ${plural(known, 'decision')} held already`
  const verb = dryRun ? 'would be taken' : 'taken'
  const first = `${plural(taken, 'decision')} ${verb}${held}.\n`
  if (rebuild === null) return first
  const width = process.stdout.isTTY ? process.stdout.columns : null
  return first + rebuildToText(rebuild, { dryRun, width, apply: 'the same command without --dry-run' })
}

/** The line of `--json`; the names are a contract. */
function summaryToJson({ taken, known, rebuild }: DecideSummary, faults: readonly DecisionFault[], dryRun: boolean) {
  const changed = rebuild === null || faults.length > 0 ? null : rebuildToJson(rebuild, dryRun)
  return { dryRun, taken: faults.length > 0 ? 0 : taken, known, faults, rebuild: changed }
}
