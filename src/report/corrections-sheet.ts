import type { Decision } from '../model/correction.ts'
import { CONFIRMED, type Verdict } from '../model/review-decision.ts'
import { TabulariumError } from '../model/tabularium-error.ts'
import type { DecisionRequest } from '../run/decide.ts'
import type { DecisionFault } from '../run/decision-fault.ts'
import { boxToText } from './ledger-tables.ts'
import { otherReadings } from './other-readings.ts'
import { readSheet } from './read-sheet.ts'
import type { ReportColumn, ReportTable } from './report-table.ts'
import type { SheetRow } from './sheet-rows.ts'

/** Headings that the import reads; the others are for the person. */
const HEADINGS = {
  form: 'Form',
  path: 'Value',
  before: 'Read as',
  verdict: 'Your decision',
  text: 'Your text',
  sha256: 'Document key',
} as const
/** The same, but a sheet of one's own need not have it: the first rule that speaks about the text is meant. */
const RULE = 'Rule'

const COLUMNS: ReadonlyArray<ReportColumn<SheetRow>> = [
  { key: 'Document', type: 'text', width: 24, value: ({ document }) => document.file },
  { key: HEADINGS.form, type: 'integer', width: 7, value: ({ form }) => form.sequence },
  { key: 'Year', type: 'integer', width: 7, value: ({ form }) => form.fiscalYear },
  { key: 'Project', type: 'text', width: 28, value: ({ form }) => form.projectName },
  { key: HEADINGS.path, type: 'text', width: 22, value: ({ correction }) => correction.path },
  { key: HEADINGS.before, type: 'text', width: 28, value: ({ correction }) => correction.before },
  { key: 'Taken as', type: 'text', width: 28, value: ({ correction }) => correction.after },
  { key: 'State', type: 'text', width: 10, value: row => stateOf(row) },
  { key: HEADINGS.verdict, type: 'text', width: 13, value: row => verdictOf(row) },
  { key: HEADINGS.text, type: 'text', width: 28, value: row => ownText(row) },
  { key: 'Decided by', type: 'text', width: 12, value: ({ correction }) => correction.decided?.by ?? null },
  { key: RULE, type: 'text', width: 22, value: ({ correction }) => correction.rule },
  { key: 'Score', type: 'number', width: 8, value: ({ correction }) => Math.round(correction.score * 1000) / 1000 },
  { key: 'Other readings', type: 'text', width: 28, value: ({ correction }) => otherReadings(correction) },
  { key: 'Why', type: 'text', width: 50, value: ({ correction }) => correction.reason },
  { key: 'Page', type: 'integer', width: 7, value: ({ correction }) => correction.place?.page ?? null },
  { key: 'Place', type: 'text', width: 22, value: row => placeOf(row) },
  { key: HEADINGS.sha256, type: 'text', width: 12, value: ({ document }) => document.sha256 },
]

/** Corrections as a sheet to decide in: what a person decided already stands in it, the rest waits to be filled in. */
export function correctionsSheet(rows: AsyncIterable<SheetRow>): ReportTable<SheetRow> {
  return { name: 'Corrections', columns: COLUMNS, rows }
}

/** What a row can be chosen by: what became of a correction, or `idle`. */
export function stateOf({ correction, isIdle }: SheetRow): Decision | 'idle' {
  return isIdle === true ? 'idle' : correction.decision
}

function isEdited({ correction }: SheetRow): boolean {
  return correction.decided !== undefined && correction.method === 'review' && correction.rule !== CONFIRMED
}

function verdictOf(row: SheetRow): Verdict | null {
  const { decided, decision } = row.correction
  if (decided === undefined) return null
  return isEdited(row) ? 'edited' : decision === 'rejected' ? 'rejected' : 'accepted'
}

/** The person's own text, as the import reads it. */
function ownText(row: SheetRow): string | null {
  if (!isEdited(row)) return null
  return row.correction.after === '' ? BLANK : row.correction.after
}

function placeOf({ correction: { place } }: SheetRow): string | null {
  return place === null || place.line === null ? boxToText(place) : `line ${place.line}, cell ${place.column}`
}

export interface ReadSheet {
  readonly requests: readonly DecisionRequest[]
  readonly faults: readonly DecisionFault[]
}

const WORDS: ReadonlyMap<string, Verdict> = new Map([
  ['accepted', 'accepted'],
  ['accept', 'accepted'],
  ['rejected', 'rejected'],
  ['reject', 'rejected'],
  ['edited', 'edited'],
  ['edit', 'edited'],
  ['withdrawn', 'withdrawn'],
  ['withdraw', 'withdrawn'],
])

/**
 * Reads a sheet that people filled in, whatever spreadsheet saved it: any separator, columns in any order, further columns,
 * texts with or without their guard. Rows without a decision are passed over; a text without a decision is an edit.
 * @throws TabulariumError `not-a-corrections-sheet` (exit 2) where columns are missing or the file is no CSV.
 */
export function readCorrectionsSheet(csv: string): ReadSheet {
  const { rows: all, broken } = readSheet(csv)
  if (broken !== null) throw noSheet(`Row ${broken.row} is no CSV: ${broken.message}.`)
  const [header = [], ...rows] = all
  const columns = columnsOf(header)
  const faults: DecisionFault[] = []
  const requests = rows.flatMap((cells, index): DecisionRequest[] => {
    const cell = (name: ColumnName) => cells[columns[name]] ?? ''
    const read = readRow(cell, index + 2)
    if (read === null) return []
    if ('code' in read) faults.push(read)
    return 'code' in read ? [] : [read]
  })
  return { requests, faults }
}

type ColumnName = keyof typeof HEADINGS | 'rule'

function readRow(cell: (name: ColumnName) => string, row: number): DecisionRequest | DecisionFault | null {
  const word = cell('verdict').trim().toLowerCase()
  const text = cell('text')
  if (word === '' && text === '') return null
  const fault = (code: DecisionFault['code'], message: string): DecisionFault => ({ row, code, message })
  const verdict = word === '' ? 'edited' : WORDS.get(word)
  if (verdict === undefined)
    return fault('unknown-decision', `"${cell('verdict')}" is none of accepted, rejected, edited, withdrawn.`)
  const sequence = Number(cell('form'))
  const sha256 = cell('sha256').trim().toLowerCase()
  if (!/^[0-9a-f]{64}$/u.test(sha256) || !Number.isInteger(sequence) || sequence < 1)
    return fault('bad-key', `"${HEADINGS.sha256}" and "${HEADINGS.form}" must stand there as they were exported.`)
  if (verdict === 'edited' && text === '')
    return fault('text-missing', `It is edited, but "${HEADINGS.text}" is empty; for a blank write (blank).`)
  if ((verdict === 'accepted' || verdict === 'rejected') && text !== '')
    return fault('text-unexpected', `It is ${verdict}, but "${HEADINGS.text}" holds a text: clear it, or write edited.`)
  const own = verdict === 'edited' ? (text.trim().toLowerCase() === BLANK ? '' : text) : null
  const [path, before, rule] = [cell('path').trim(), cell('before').replaceAll('\r\n', '\n'), cell('rule').trim()]
  return { row, sha256, sequence, path, before, rule, verdict, text: own }
}

/** What a person writes for a value that is blank on the form. */
const BLANK = '(blank)'

function columnsOf(header: readonly string[]): Record<ColumnName, number> {
  const names = header.map(name => name.trim().toLowerCase())
  const entries = Object.entries(HEADINGS).map(([key, name]) => [key, names.indexOf(name.toLowerCase())] as const)
  const missing = entries.filter(([, index]) => index === -1).map(([key]) => HEADINGS[key as keyof typeof HEADINGS])
  if (missing.length > 0) throw noSheet(`Row 1 lacks the columns ${missing.map(name => `"${name}"`).join(', ')}.`)
  return {
    ...(Object.fromEntries(entries) as Record<keyof typeof HEADINGS, number>),
    rule: names.indexOf(RULE.toLowerCase()),
  }
}

function noSheet(message: string): TabulariumError {
  return new TabulariumError(
    'not-a-corrections-sheet',
    message,
    'Begin with `tabularium corrections export --out FILE.csv`, keep its first row, and save it as CSV.',
    { exitStatus: 2 },
  )
}
