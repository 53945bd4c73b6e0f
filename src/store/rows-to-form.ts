import type { Box } from '../model/box.ts'
import type { Candidate, Correction, Decision } from '../model/correction.ts'
import type { Finding } from '../model/finding.ts'
import type { FormRecord, Indicator, Provenance, ReviewFlag } from '../model/form-record.ts'
import type { Deadline, Operator, ValueKind } from '../model/indicator-value.ts'
import type { Issue } from '../model/issue.ts'
import type { Place } from '../model/place.ts'

/** Rows as SQLite gives them back. What a column may hold is what `form-to-rows.ts` put there. */
export interface FormRow {
  id: number
  document_id: number
  sequence: number
  form_type: string
  definition: string
  fiscal_year: number | null
  pages: string
  fields: string
}

interface PlaceRow {
  page: number
  box_x: number | null
  box_y: number
  box_width: number
  box_height: number
  pixel_x: number | null
  pixel_y: number
  pixel_width: number
  pixel_height: number
  line: number | null
  cell: number | null
}

export interface IndicatorRow {
  form_id: number
  level1: string | null
  level2: string | null
  level3: string
  value: string
  kind: ValueKind
  operator: Operator | null
  number: string | null
  number_high: string | null
  unit: string | null
  dimension: string | null
  base_number: string | null
  deadline: string | null
  deadline_precision: Deadline['precision']
  deadline_from: string | null
  confidence: number
  doubts: string
}

export interface CorrectionRow extends PlaceRow {
  form_id: number
  path: string
  before: string
  after: string
  method: string
  rule: string
  rule_version: number
  decision: Decision
  score: number
  margin: number | null
  candidates: string
  reason: string
  placed: 0 | 1
  actor: string | null
  decided_at: string
}

export interface FindingRow extends Omit<Finding, 'amountYuan'> {
  form_id: number
  amount: string | null
}

export interface ReviewFlagRow extends ReviewFlag {
  form_id: number
}

export interface ProvenanceRow extends PlaceRow {
  form_id: number
  path: string
  raw: string
  engine: string
  confidence: number
}

export interface IssueRow extends Issue {
  document_id: number
  form_id: number | null
}

/** The rows of one form, each list in its stored order. */
export interface FormRows {
  form: FormRow
  indicators: readonly IndicatorRow[]
  review: readonly ReviewFlagRow[]
  corrections: readonly CorrectionRow[]
  findings: readonly FindingRow[]
  provenance: readonly ProvenanceRow[]
  issues: readonly IssueRow[]
}

export function rowsToForm(rows: FormRows): FormRecord {
  const { form } = rows
  return {
    formType: form.form_type,
    definition: form.definition,
    sequence: form.sequence,
    pages: JSON.parse(form.pages) as number[],
    fiscalYear: form.fiscal_year,
    fields: JSON.parse(form.fields) as Record<string, string | null>,
    indicators: rows.indicators.map(rowToIndicator),
    review: rows.review.map(({ path, reason }) => ({ path, reason })),
    corrections: rows.corrections.map(rowToCorrection),
    findings: rows.findings.map(rowToFinding),
    provenance: rows.provenance.map(rowToProvenance),
    issues: rows.issues.map(rowToIssue),
  }
}

export function rowToIndicator(row: IndicatorRow): Indicator {
  const deadline =
    row.deadline === null ? null : { date: row.deadline, precision: row.deadline_precision, from: row.deadline_from }
  return {
    level1: row.level1,
    level2: row.level2,
    level3: row.level3,
    value: {
      text: row.value,
      kind: row.kind,
      operator: row.operator,
      number: row.number,
      numberHigh: row.number_high,
      unit: row.unit,
      dimension: row.dimension,
      baseNumber: row.base_number,
      deadline,
      doubts: JSON.parse(row.doubts) as string[],
    },
    confidence: row.confidence,
  }
}

export function rowToCorrection(row: CorrectionRow): Correction {
  return {
    path: row.path,
    before: row.before,
    after: row.after,
    method: row.method,
    rule: row.rule,
    ruleVersion: row.rule_version,
    decision: row.decision,
    score: row.score,
    margin: row.margin,
    candidates: JSON.parse(row.candidates) as Candidate[],
    place: row.placed ? rowToPlace(row) : null,
    reason: row.reason,
    ...(row.actor === null ? {} : { decided: { by: row.actor, at: row.decided_at } }),
  }
}

export function rowToFinding({ rule, severity, path, message, expected, actual, amount }: FindingRow): Finding {
  return { rule, severity, path, message, expected, actual, amountYuan: amount }
}

export function rowToProvenance(row: ProvenanceRow): Provenance {
  return { path: row.path, place: rowToPlace(row), raw: row.raw, engine: row.engine, confidence: row.confidence }
}

export function rowToIssue({ code, severity, message, hint, page }: IssueRow): Issue {
  return { code, severity, message, hint, page }
}

function rowToPlace(row: PlaceRow): Place {
  return {
    page: row.page,
    box: valuesToBox(row.box_x, row.box_y, row.box_width, row.box_height),
    pixels: valuesToBox(row.pixel_x, row.pixel_y, row.pixel_width, row.pixel_height),
    line: row.line,
    column: row.cell,
  }
}

function valuesToBox(x: number | null, y: number, width: number, height: number): Box | null {
  return x === null ? null : { x, y, width, height }
}
