import type { FormDefinition } from '../forms/form-definition.ts'
import type { Indicator } from '../model/form-record.ts'
import type { FormOfDocument } from '../store/store.ts'
import { formColumns } from './form-columns.ts'
import type { ReportColumn, ReportTable } from './report-table.ts'

/** An indicator in its form; null for a form that has none, which still is a row. */
interface IndicatorRow extends FormOfDocument {
  readonly position: number | null
  readonly indicator: Indicator | null
}

/** One row an indicator, the form's single values on each. `needs_review` names what a person should look at in the row, and why. */
export function indicatorsTable(
  forms: AsyncIterable<FormOfDocument>,
  definitions: readonly FormDefinition[],
): ReportTable<IndicatorRow> {
  return { name: 'Indicators', columns: [...formColumns(definitions), ...INDICATOR_COLUMNS], rows: formsToRows(forms) }
}

async function* formsToRows(forms: AsyncIterable<FormOfDocument>): AsyncGenerator<IndicatorRow> {
  for await (const form of forms) {
    if (form.form.indicators.length === 0) yield { ...form, position: null, indicator: null }
    for (const [position, indicator] of form.form.indicators.entries()) yield { ...form, position, indicator }
  }
}

const INDICATOR_COLUMNS: ReadonlyArray<ReportColumn<IndicatorRow>> = [
  { key: 'path', type: 'text', width: 14, value: row => pathOf(row) },
  { key: 'level1', type: 'text', width: 14, value: ({ indicator }) => indicator?.level1 ?? null },
  { key: 'level2', type: 'text', width: 18, value: ({ indicator }) => indicator?.level2 ?? null },
  { key: 'level3', type: 'text', width: 30, value: ({ indicator }) => indicator?.level3 ?? null },
  { key: 'value', type: 'text', width: 24, value: ({ indicator }) => indicator?.value.text ?? null },
  { key: 'kind', type: 'text', width: 11, value: ({ indicator }) => indicator?.value.kind ?? null },
  { key: 'operator', type: 'text', width: 8, value: ({ indicator }) => indicator?.value.operator ?? null },
  { key: 'number', type: 'decimal', width: 12, value: ({ indicator }) => indicator?.value.number ?? null },
  { key: 'number_high', type: 'decimal', width: 12, value: ({ indicator }) => indicator?.value.numberHigh ?? null },
  { key: 'unit', type: 'text', width: 12, value: ({ indicator }) => indicator?.value.unit ?? null },
  { key: 'dimension', type: 'text', width: 10, value: ({ indicator }) => indicator?.value.dimension ?? null },
  { key: 'base_number', type: 'decimal', width: 14, value: ({ indicator }) => indicator?.value.baseNumber ?? null },
  { key: 'deadline', type: 'date', width: 11, value: ({ indicator }) => indicator?.value.deadline?.date ?? null },
  {
    key: 'deadline_precision',
    type: 'text',
    width: 10,
    value: ({ indicator }) => indicator?.value.deadline?.precision ?? null,
  },
  { key: 'confidence', type: 'number', width: 10, value: ({ indicator }) => indicator?.confidence ?? null },
  { key: 'needs_review', type: 'text', width: 40, value: row => reviewOf(row) },
]

function pathOf({ position }: IndicatorRow): string | null {
  return position === null ? null : `indicators[${position}]`
}

/** What is flagged in the row; the form's own flags stand on its first row, so that each is listed once. */
function reviewOf(row: IndicatorRow): string | null {
  const path = pathOf(row)
  const isOwn = (flag: string) => path !== null && (flag === path || flag.startsWith(`${path}.`))
  const isOfForm = (flag: string) => !flag.startsWith('indicators[')
  const flags = row.form.review.filter(flag => isOwn(flag.path) || ((row.position ?? 0) === 0 && isOfForm(flag.path)))
  return flags.length === 0 ? null : flags.map(flag => `${flag.path}: ${flag.reason}`).join('; ')
}
