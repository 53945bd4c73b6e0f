import type { Correction } from '../model/correction.ts'
import type { FormRecord, Indicator } from '../model/form-record.ts'
import type { Place } from '../model/place.ts'
import type { FormOfDocument } from '../store/store.ts'

/** One form as outside programs read it: a line of `export --format jsonl`. The names are a contract. */
export type ExportedForm = ReturnType<typeof formToExport>

/** A stored form in the shape of the export contract. Amounts are decimal strings in yuan, dates ISO days, a blank cell null. */
export function formToExport({ document, form, duplicateOf }: FormOfDocument) {
  const { funds, ...fields } = nested(form.fields)
  return {
    document: { file: document.file, sha256: document.sha256 },
    sequence: form.sequence,
    pages: form.pages,
    formType: form.formType,
    fiscalYear: form.fiscalYear,
    ...fields,
    funds: funds ?? {},
    indicators: form.indicators.map(indicatorToExport),
    needsReview: form.review.map(flag => flag.path),
    reviewReasons: Object.fromEntries(form.review.map(flag => [flag.path, flag.reason])),
    corrections: form.corrections.map(correctionToExport),
    findings: form.findings,
    duplicateOf: duplicateOf ?? null,
  }
}

function indicatorToExport({ level1, level2, level3, value, confidence }: Indicator) {
  return {
    level1,
    level2,
    level3,
    value: value.text,
    kind: value.kind,
    operator: value.operator,
    number: jsonNumber(value.number),
    numberHigh: jsonNumber(value.numberHigh),
    unit: value.unit,
    dimension: value.dimension,
    baseNumber: value.baseNumber,
    deadline: value.deadline?.date ?? null,
    deadlinePrecision: value.deadline?.precision ?? null,
    confidence,
  }
}

function correctionToExport({
  path,
  before,
  after,
  method,
  decision,
  score,
  margin,
  rule,
  ruleVersion,
  candidates,
  reason,
  place,
  decided,
}: Correction) {
  const who = { actor: decided?.by ?? null, decidedAt: decided?.at ?? null }
  const where = placeToExport(place)
  return {
    path,
    before,
    after,
    method,
    decision,
    score,
    margin,
    rule,
    ruleVersion,
    candidates,
    reason,
    ...who,
    ...where,
  }
}

function placeToExport(place: Place | null) {
  return {
    page: place?.page ?? null,
    box: place?.box ?? null,
    ...(place?.line === null || place === null ? {} : { line: place.line, column: place.column }),
  }
}

/** The contract gives targets as JSON numbers; the exact decimal stands in `value` and in the database. */
function jsonNumber(decimal: string | null): number | null {
  return decimal === null ? null : Number(decimal)
}

/** `{ 'funds.totalAnnual': x }` → `{ funds: { totalAnnual: x } }`. */
function nested(fields: FormRecord['fields']) {
  const single: Record<string, string | null> = {}
  const groups: Record<string, Record<string, string | null>> = {}
  for (const [path, value] of Object.entries(fields)) {
    const [head = '', tail] = path.split('.')
    if (tail === undefined) single[head] = value
    else groups[head] = { ...groups[head], [tail]: value }
  }
  return { ...single, ...groups, funds: groups.funds }
}
