import type { FormDefinition } from '../../forms/form-definition.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import type { LabelledCell, LabelledSheet, SheetRow } from '../../model/form-sheet.ts'
import type { Issue } from '../../model/issue.ts'
import { YUAN_PER_UNIT } from '../../model/money-units.ts'
import type { Cell } from '../../model/page-reading.ts'
import { foldText } from '../../model/printed-text.ts'

export interface AmountUnits {
  /** Units of the amounts that are not in the form's own, by path. */
  readonly units: ReadonlyMap<string, string>
  /** Every amount of which the unit is not sure. */
  readonly review: readonly ReviewFlag[]
  /** What stands in the database beside amounts that were printed in another unit. */
  readonly issue: Issue | null
}

/** A place that says in which unit amounts are; null where it says something that is none. */
interface Statement {
  readonly text: string
  readonly unit: string | null
}

/** Behind a label, closed or not. */
const BRACKET = /\((?<inside>[^()]*)\)?$/u
const UNIT_WORDS = /^(?:金额)?(?:单位)?:?(?:人民币)?/u
/** A line above the table: 金额单位:万元. */
const UNIT_LINE = /单位:?(?<unit>\p{Script=Han}*?元)(?:\)|$)/u
/** Another unit than the plain one, wherever it stands. */
const LARGE_UNIT = /[千万亿]元/u
const LONGEST_LABEL = 20

/**
 * In which unit each amount of a form is printed: as its label says, else the label of its group, else a line above the table, else as the
 * form definition says. Where these contradict each other, or one of them cannot be read, every amount is for a person to see.
 */
export function amountUnits(
  rows: readonly SheetRow[],
  sheet: LabelledSheet,
  form: FormDefinition,
  labels: ReadonlyMap<string, Cell>,
): AmountUnits {
  const paths = form.fields.filter(({ kind, path }) => kind === 'amount' && labels.has(path)).map(({ path }) => path)
  const amountLabels = new Set(paths.map(path => labels.get(path)))
  const fundRows = rows.filter(row => row.cells.some(({ cell }) => amountLabels.has(cell)))
  const groups = rows.flatMap(row => row.cells.flatMap(cell => groupStatement(cell, fundRows.includes(row))))
  const lines = sheet.sheet.lines.flatMap(line => lineStatement(line.reading.text))
  const stray = fundRows.flatMap(row => row.cells.flatMap(straySaying))
  const units = new Map<string, string>()
  const review: ReviewFlag[] = []
  for (const path of paths) {
    const own = bracketStatement(labels.get(path)?.reading.text ?? '')
    const said = [...own, ...groups, ...lines]
    const unit = said.find(statement => statement.unit !== null)?.unit ?? form.amountUnit
    if (unit !== form.amountUnit) units.set(path, unit)
    const doubtful = [...said, ...stray].find(statement => statement.unit !== unit)
    if (doubtful !== undefined) review.push({ path, reason: `read in ${unit}, but the form says "${doubtful.text}"` })
  }
  return { units, review, issue: unitIssue(units, sheet) }
}

/** A group is one of amounts where it stands beside them, or the definition prints a unit of money behind it. */
function groupStatement({ cell, matches }: LabelledCell, isBesideAmounts: boolean): Statement[] {
  const match = matches.find(({ role }) => role === 'group')
  if (match === undefined) return []
  const isOfAmounts = isBesideAmounts || bracketStatement(match.label).some(({ unit }) => unit !== null)
  return isOfAmounts ? bracketStatement(cell.reading.text) : []
}

function bracketStatement(text: string): Statement[] {
  const inside = BRACKET.exec(foldText(text))?.groups?.inside
  return inside === undefined ? [] : [{ text, unit: moneyUnit(inside) }]
}

function lineStatement(text: string): Statement[] {
  const unit = UNIT_LINE.exec(foldText(text))?.groups?.unit
  return unit === undefined ? [] : [{ text, unit: moneyUnit(unit) }]
}

/** A text among the amounts that names a large unit, and is neither an amount nor a label that was understood. */
function straySaying({ cell, matches }: LabelledCell): Statement[] {
  const text = foldText(cell.reading.text)
  const isSaying = LARGE_UNIT.test(text) && !/\d/u.test(text) && text.length <= LONGEST_LABEL
  return isSaying && matches.length === 0 ? [{ text: cell.reading.text, unit: null }] : []
}

function moneyUnit(text: string): string | null {
  const unit = text.replace(UNIT_WORDS, '').replace('圆', '元')
  return Object.hasOwn(YUAN_PER_UNIT, unit) ? unit : null
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
