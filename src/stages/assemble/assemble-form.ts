import { yearsNamed } from '../../forms/fiscal-year.ts'
import type { FormDefinition, LevelState } from '../../forms/form-definition.ts'
import { levelStates } from '../../forms/form-definition.ts'
import type { NameModel } from '../../forms/name-model.ts'
import type { DraftForm, DraftRow } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import type { LabelledSheet, SheetRow } from '../../model/form-sheet.ts'
import type { Issue } from '../../model/issue.ts'
import { amountUnits } from './amount-units.ts'
import { headFields, isIndicatorStart } from './head-fields.ts'
import { isHeaderRow, takeIndicatorRows } from './indicator-rows.ts'
import { lostRowsIssue, missingEndIssue } from './lost-rows.ts'
import { placeRows } from './place-rows.ts'
import { ruledColumns } from './ruled-columns.ts'

/** What assembly knows of a form family beside its definition. */
export interface AssemblyKnowledge {
  readonly form: FormDefinition
  readonly names: NameModel
}

/** Puts every text of a sheet into its place: single values under their paths, indicator rows under their labels. */
export function assembleForm(sheet: LabelledSheet, { form, names }: AssemblyKnowledge): DraftForm {
  const states: readonly LevelState[] = levelStates(form)
  const start = indicatorStart(sheet.rows)
  const head = headFields(sheet.rows.slice(0, start), sheet, form)
  const amounts = amountUnits(sheet.rows.slice(0, start), { sheet, form, head })
  const taken = takeIndicatorRows(sheet.rows.slice(start), ruledColumns(sheet, form))
  const placed = placeRows(taken, states, names)
  const years = yearLines(sheet, form)
  const fiscalYear = years[0]?.year ?? null
  const lost = [lostRowsIssue(sheet.sheet, form), missingEndIssue(sheet.sheet)].filter(issue => issue !== null)
  return {
    sequence: sheet.sheet.sequence,
    formId: form.id,
    pages: sheet.sheet.pages,
    fiscalYear,
    yearLines: years.map(({ line }) => line),
    fields: head.fields,
    amountUnits: amounts.units,
    rows: placed.rows,
    corrections: [...head.corrections, ...placed.corrections],
    review: [
      ...head.review,
      ...amounts.review,
      ...placed.review,
      ...missingYear(fiscalYear),
      ...lost.map(({ message }) => ({ path: 'indicators', reason: message })),
    ],
    issues: [
      ...sheet.sheet.issues,
      ...lost,
      ...(amounts.issue === null ? [] : [amounts.issue]),
      ...missingParts(sheet, form, [...head.fields.keys()], placed.rows),
    ],
  }
}

function indicatorStart(rows: readonly SheetRow[]): number {
  const header = rows.findIndex(isHeaderRow)
  if (header >= 0) return header
  const first = rows.findIndex(isIndicatorStart)
  return first >= 0 ? first : rows.length
}

/** The lines that name a fiscal year: those under the title, then the title itself. */
function yearLines({ sheet: { title, lines } }: LabelledSheet, form: FormDefinition) {
  return [...lines, ...(title === null ? [] : [title])].flatMap(line => {
    const year = yearsNamed(line.reading.text, form)[0]?.year
    return year === undefined ? [] : [{ line, year }]
  })
}

function missingYear(year: number | null): ReviewFlag[] {
  return year === null ? [{ path: 'fiscalYear', reason: 'no fiscal year was found under the title' }] : []
}

/** A label was read for the row; a label that is inferred proves nothing about what was printed. */
function isLabelled({ level1Cells, level2Cells }: DraftRow): boolean {
  return level1Cells.length + level2Cells.length > 0
}

function missingParts(
  sheet: LabelledSheet,
  form: FormDefinition,
  found: readonly string[],
  rows: readonly DraftRow[],
): Issue[] {
  const missing = form.fields.filter(field => field.required && !found.includes(field.path)).map(field => field.label)
  if (rows.length === 0) missing.push(form.columns.find(column => column.role === 'name')?.headers[0] ?? '')
  else if (form.endsUnder.length > 0 && !rows.some(row => isLabelled(row) && form.endsUnder.includes(row.level1 ?? '')))
    missing.push(form.endsUnder.join(' / '))
  if (missing.length === 0) return []
  return [
    {
      code: 'form-cut',
      severity: 'warning',
      message: `Form ${sheet.sheet.sequence} is not whole: ${missing.join(', ')} not found.`,
      hint: 'Check whether pages are missing or were cut off; what was read has been kept.',
      page: sheet.sheet.pages.at(-1) ?? null,
    },
  ]
}
