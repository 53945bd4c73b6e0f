import type { Correction } from '../model/correction.ts'
import type { Finding } from '../model/finding.ts'
import type { FormRecord, Indicator, Provenance } from '../model/form-record.ts'
import type { ValueKind } from '../model/indicator-value.ts'
import type { Issue } from '../model/issue.ts'
import type { KeptPicture } from '../model/kept-picture.ts'
import type { PageReading } from '../model/page-reading.ts'
import type { Place } from '../model/place.ts'
import type { SqlValue } from './connection.ts'
import { formToLikeness } from './form-likeness.ts'
import { FEN_COLUMN_BY_FIELD, type Row, TEXT_COLUMN_BY_FIELD } from './tables.ts'
import { yuanToFen } from './yuan-to-fen.ts'

const NUMERIC_KINDS: ReadonlySet<ValueKind> = new Set<ValueKind>(['numeric', 'range'])
const DATED_KINDS: ReadonlySet<ValueKind> = new Set<ValueKind>(['deadline', 'frequency'])

/** Rows in the column order of tables.ts; `rowsToForm` is the way back. */
export function formToRow(form: FormRecord, documentId: number): Row {
  const kinds = form.indicators.map(indicator => indicator.value.kind)
  return [
    documentId,
    form.sequence,
    form.formType,
    form.definition,
    form.pages.length === 0 ? null : Math.min(...form.pages),
    form.pages.length === 0 ? null : Math.max(...form.pages),
    form.fiscalYear,
    JSON.stringify(form.pages),
    form.indicators.length,
    kinds.filter(kind => NUMERIC_KINDS.has(kind)).length,
    kinds.filter(kind => DATED_KINDS.has(kind)).length,
    form.review.length,
    form.corrections.length,
    form.findings.length,
    formToLikeness(form),
    ...Array.from(TEXT_COLUMN_BY_FIELD.keys(), field => form.fields[field] ?? null),
    ...Array.from(FEN_COLUMN_BY_FIELD.keys(), field => yuanToFen(form.fields[field])),
  ]
}

export function indicatorToRow({ level1, level2, level3, value, confidence }: Indicator): Row {
  return [
    level1,
    level2,
    level3,
    value.text,
    value.kind,
    value.operator,
    value.number,
    value.numberHigh,
    value.unit,
    value.dimension,
    value.baseNumber,
    value.deadline?.date ?? null,
    value.deadline?.precision ?? null,
    value.deadline?.from ?? null,
    confidence,
    JSON.stringify(value.doubts),
  ]
}

export function correctionToRow(correction: Correction): Row {
  return [
    correction.path,
    correction.before,
    correction.after,
    correction.method,
    correction.rule,
    correction.ruleVersion,
    correction.decision,
    correction.score,
    correction.margin,
    JSON.stringify(correction.candidates),
    correction.reason,
    correction.place === null ? 0 : 1,
    ...placeToValues(correction.place),
    correction.decided?.by ?? null,
    correction.decided?.at ?? null,
  ]
}

export function findingToRow(finding: Finding): Row {
  return [
    finding.rule,
    finding.severity,
    finding.path,
    finding.message,
    finding.expected,
    finding.actual,
    finding.amountYuan,
    yuanToFen(finding.amountYuan),
  ]
}

export function provenanceToRow(origin: Provenance): Row {
  return [origin.path, origin.raw, origin.engine, origin.confidence, ...placeToValues(origin.place)]
}

export function issueToRow(issue: Issue): Row {
  return [issue.code, issue.severity, issue.message, issue.hint, issue.page]
}

export function pictureToRow(picture: KeptPicture): Row {
  const { page, sequence, path, sha256, bytes, width, height, pixelsPerPoint, left, top } = picture
  return [page, sequence, path, sha256, bytes, width, height, pixelsPerPoint, left, top]
}

/** A page's status says how much of it was seen: `read` whole, `partial`, or `failed`. */
export function pageToRow(page: PageReading): Row {
  const severities = new Set(page.issues.map(issue => issue.severity))
  const status = severities.has('error') ? 'failed' : severities.has('warning') ? 'partial' : 'read'
  return [page.page, page.source, page.width, page.height, page.dpi, page.quality, status]
}

function placeToValues(place: Place | null): SqlValue[] {
  const { page = null, box = null, pixels = null, line = null, column = null } = place ?? {}
  return [
    page,
    box?.x ?? null,
    box?.y ?? null,
    box?.width ?? null,
    box?.height ?? null,
    pixels?.x ?? null,
    pixels?.y ?? null,
    pixels?.width ?? null,
    pixels?.height ?? null,
    line,
    column,
  ]
}
