import type { FormDefinition } from '../../forms/form-definition.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import type { LabelledCell, LabelledSheet, SheetRow } from '../../model/form-sheet.ts'
import type { Issue } from '../../model/issue.ts'
import type { Cell } from '../../model/page-reading.ts'
import type { HeadFields } from './head-fields.ts'
import { bracketStatement, cellStatement, lineStatement, namesLargeUnit, type Statement } from './unit-statements.ts'

export interface AmountUnits {
  /** Units of the amounts that are not in the form's own, by path. */
  readonly units: ReadonlyMap<string, string>
  /** Every amount of which the unit is not sure. */
  readonly review: readonly ReviewFlag[]
  /** What stands in the database beside amounts that were printed in another unit. */
  readonly issue: Issue | null
}

/**
 * In which unit each amount of a form is printed: as its label says, else the label of its group, else a line above the table or a cell
 * above its indicators, else as the form definition says. Where these contradict each other, or one of them cannot be read, every amount
 * is for a person to see.
 */
export function amountUnits(
  rows: readonly SheetRow[],
  { sheet, form, head }: { readonly sheet: LabelledSheet; readonly form: FormDefinition; readonly head: HeadFields },
): AmountUnits {
  const { labels } = head
  const paths = form.fields.filter(({ kind, path }) => kind === 'amount' && labels.has(path)).map(({ path }) => path)
  const amountLabels = new Set(paths.map(path => labels.get(path)))
  const fundRows = rows.filter(row => row.cells.some(({ cell }) => amountLabels.has(cell)))
  const fundCells = new Set(fundRows.flatMap(row => row.cells))
  const groupOf = (each: LabelledCell) => groupStatement(each, fundCells.has(each))
  const { title, lines, looseLines } = sheet.sheet
  const above = [...(title === null ? [] : [title]), ...lines].flatMap(({ reading }) => lineStatement(reading.text))
  const cells = rows.flatMap(row => row.cells)
  const groups = cells.flatMap(groupOf)
  const goals = valueCells(head, form, kind => kind === 'prose')
  const inside = cells.filter(({ cell }) => !goals.has(cell)).flatMap(({ cell }) => cellStatement(cell.reading.text))
  // The value of another field may well name a unit: a project for 万元户.
  const values = valueCells(head, form, kind => kind !== 'amount')
  const isUnderstood = (each: LabelledCell) =>
    (amountLabels.has(each.cell) && bracketStatement(each.cell.reading.text).length > 0) || groupOf(each).length > 0
  const stray = cells.filter(each => !values.has(each.cell) && !isUnderstood(each)).flatMap(straySaying)
  const below = looseLines.flatMap(({ reading }) => cellStatement(reading.text))
  const units = new Map<string, string>()
  const review: ReviewFlag[] = []
  for (const path of paths) {
    const own = bracketStatement(labels.get(path)?.reading.text ?? '')
    const said = [...own, ...groups, ...above, ...inside]
    const unit = said.find(statement => statement.unit !== null)?.unit ?? form.amountUnit
    if (unit !== form.amountUnit) units.set(path, unit)
    const doubtful = [...said, ...stray, ...below].find(statement => statement.unit !== unit)
    if (doubtful !== undefined) review.push({ path, reason: `read in ${unit}, but the form says "${doubtful.text}"` })
  }
  return { units, review, issue: unitIssue(units, sheet) }
}

/** The cells of the values of some kinds of field. */
function valueCells({ fields }: HeadFields, form: FormDefinition, isMeant: (kind: string) => boolean): Set<Cell> {
  const meant = form.fields.filter(({ kind }) => isMeant(kind))
  return new Set(meant.flatMap(({ path }) => fields.get(path)?.cells ?? []))
}

/** A group is one of amounts where it stands beside them, or the definition prints a unit of money behind it. */
function groupStatement({ cell, matches }: LabelledCell, isBesideAmounts: boolean): Statement[] {
  const match = matches.find(({ role }) => role === 'group')
  if (match === undefined) return []
  const isOfAmounts = isBesideAmounts || bracketStatement(match.label).some(({ unit }) => unit !== null)
  return isOfAmounts ? bracketStatement(cell.reading.text) : []
}

/** A text that names a large unit, and is neither an amount nor understood. */
function straySaying({ cell, matches }: LabelledCell): Statement[] {
  const { text } = cell.reading
  const isOfForm = matches.some(({ cost, label }) => cost === 0 && namesLargeUnit(label))
  return namesLargeUnit(text) && !isOfForm && cellStatement(text).length === 0 ? [{ text, unit: null }] : []
}

function unitIssue(units: ReadonlyMap<string, string>, { sheet }: LabelledSheet): Issue | null {
  const printed = [...new Set(units.values())]
  if (printed.length === 0) return null
  return {
    code: 'amount-unit',
    severity: 'info',
    message: `Form ${sheet.sequence} prints amounts in ${printed.join(', ')}; they are stored in yuan.`,
    hint: 'Nothing needs to be done; compare one amount with the page if in doubt.',
    page: sheet.pages[0] ?? null,
  }
}
