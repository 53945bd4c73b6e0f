import type { Candidate } from '../model/correction.ts'
import type { Place } from '../model/place.ts'
import type { CorrectionOfForm, FindingOfForm, FormKeys } from '../store/store.ts'
import type { ReportColumn, ReportTable } from './report-table.ts'

interface OfForm {
  readonly document: { readonly file: string; readonly sha256: string }
  readonly form: FormKeys
}

const FORM_KEYS: ReadonlyArray<ReportColumn<OfForm>> = [
  { key: 'file', type: 'text', width: 24, value: ({ document }) => document.file },
  { key: 'sequence', type: 'integer', width: 9, value: ({ form }) => form.sequence },
  { key: 'fiscal_year', type: 'integer', width: 9, value: ({ form }) => form.fiscalYear },
  { key: 'project_name', type: 'text', width: 28, value: ({ form }) => form.projectName },
  {
    key: 'competent_department',
    type: 'text',
    width: 28,
    isDetail: true,
    value: ({ form }) => form.competentDepartment,
  },
]

/** Everything that was changed or proposed: what stood there, what stands there, by which rule and why. */
export function correctionsTable(rows: AsyncIterable<CorrectionOfForm>): ReportTable<CorrectionOfForm> {
  return { name: 'Corrections', columns: CORRECTION_COLUMNS, rows }
}

/** Every contradiction or doubt, with what was expected, what stands there, and the money at stake. */
export function findingsTable(rows: AsyncIterable<FindingOfForm>): ReportTable<FindingOfForm> {
  return { name: 'Findings', columns: FINDING_COLUMNS, rows }
}

const CORRECTION_COLUMNS: ReadonlyArray<ReportColumn<CorrectionOfForm>> = [
  ...FORM_KEYS,
  { key: 'path', type: 'text', width: 22, value: ({ correction }) => correction.path },
  { key: 'before', type: 'text', width: 28, value: ({ correction }) => correction.before },
  { key: 'after', type: 'text', width: 28, value: ({ correction }) => correction.after },
  { key: 'decision', type: 'text', width: 10, value: ({ correction }) => correction.decision },
  { key: 'method', type: 'text', width: 11, isDetail: true, value: ({ correction }) => correction.method },
  { key: 'rule', type: 'text', width: 22, value: ({ correction }) => correction.rule },
  { key: 'rule_version', type: 'integer', width: 7, isDetail: true, value: ({ correction }) => correction.ruleVersion },
  { key: 'score', type: 'number', width: 8, value: ({ correction }) => correction.score },
  { key: 'margin', type: 'number', width: 8, isDetail: true, value: ({ correction }) => correction.margin },
  {
    key: 'candidates',
    type: 'text',
    width: 28,
    isDetail: true,
    value: ({ correction }) => candidatesToText(correction.candidates),
  },
  { key: 'reason', type: 'text', width: 50, value: ({ correction }) => correction.reason },
  { key: 'actor', type: 'text', width: 12, isDetail: true, value: ({ correction }) => correction.decided?.by ?? null },
  {
    key: 'decided_at',
    type: 'text',
    width: 22,
    isDetail: true,
    value: ({ correction }) => correction.decided?.at ?? null,
  },
  { key: 'page', type: 'integer', width: 7, value: ({ correction }) => correction.place?.page ?? null },
  { key: 'box', type: 'text', width: 22, isDetail: true, value: ({ correction }) => boxToText(correction.place) },
  { key: 'line', type: 'integer', width: 7, isDetail: true, value: ({ correction }) => correction.place?.line ?? null },
  {
    key: 'cell',
    type: 'integer',
    width: 7,
    isDetail: true,
    value: ({ correction }) => correction.place?.column ?? null,
  },
]

const FINDING_COLUMNS: ReadonlyArray<ReportColumn<FindingOfForm>> = [
  ...FORM_KEYS,
  { key: 'rule', type: 'text', width: 22, value: ({ finding }) => finding.rule },
  { key: 'severity', type: 'text', width: 9, value: ({ finding }) => finding.severity },
  { key: 'path', type: 'text', width: 22, value: ({ finding }) => finding.path },
  { key: 'message', type: 'text', width: 50, value: ({ finding }) => finding.message },
  { key: 'expected', type: 'text', width: 20, isDetail: true, value: ({ finding }) => finding.expected },
  { key: 'actual', type: 'text', width: 20, isDetail: true, value: ({ finding }) => finding.actual },
  { key: 'amount_yuan', type: 'amount', width: 16, value: ({ finding }) => finding.amountYuan },
]

/** `text cost`, the best first. */
function candidatesToText(candidates: readonly Candidate[]): string | null {
  const sorted = [...candidates].sort((a, b) => a.cost - b.cost)
  return sorted.length === 0 ? null : sorted.map(({ text, cost }) => `${text} ${cost.toFixed(3)}`).join('; ')
}

/** `x y width height` in pt. */
export function boxToText(place: Place | null): string | null {
  if (!place?.box) return null
  const { x, y, width, height } = place.box
  return [x, y, width, height].map(side => Math.round(side * 10) / 10).join(' ')
}
