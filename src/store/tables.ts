import type { SqlValue } from './connection.ts'

/** A row as values in the order of the table's columns. */
export type Row = readonly SqlValue[]

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

export const PLACE_COLUMNS = [
  'page',
  'box_x',
  'box_y',
  'box_width',
  'box_height',
  'pixel_x',
  'pixel_y',
  'pixel_width',
  'pixel_height',
  'line',
  'cell',
] as const

/** Export path of an amount → its column in fen. */
export const FEN_COLUMN_BY_FIELD: ReadonlyMap<string, string> = new Map([
  ['funds.totalProject', 'total_project_fen'],
  ['funds.totalAnnual', 'total_annual_fen'],
  ['funds.fiscalProject', 'fiscal_project_fen'],
  ['funds.fiscalAnnual', 'fiscal_annual_fen'],
  ['funds.carriedOver', 'carried_over_fen'],
  ['funds.otherProject', 'other_project_fen'],
  ['funds.otherAnnual', 'other_annual_fen'],
])

/** Export path of a short text or date → its column. */
export const TEXT_COLUMN_BY_FIELD: ReadonlyMap<string, string> = new Map([
  ['projectName', 'project_name'],
  ['projectNature', 'project_nature'],
  ['projectCategory', 'project_category'],
  ['competentDepartment', 'competent_department'],
  ['implementingUnit', 'implementing_unit'],
  ['plannedStart', 'planned_start'],
  ['plannedEnd', 'planned_end'],
])

const table = (name: string, ...columns: string[]): Table => ({ name, columns })

export const RUNS = table('runs', 'command', 'configuration', 'started_at', 'status')

export const RUN_DOCUMENTS = table(
  'run_documents',
  'run_id',
  'path',
  'file',
  'sha256',
  'status',
  'pages',
  'forms',
  'indicators',
  'corrections',
  'findings',
  'error_code',
  'error_message',
  'error_hint',
  'error_page',
  'seconds',
)

export const DOCUMENTS = table(
  'stored_documents',
  'sha256',
  'state',
  'file',
  'path',
  'bytes',
  'configuration',
  'engine',
  'run_id',
)

export const PAGES = table(
  'stored_pages',
  'document_id',
  'position',
  'page',
  'source',
  'width',
  'height',
  'dpi',
  'quality',
  'status',
)

export const PICTURES = table(
  'stored_pictures',
  'document_id',
  'position',
  'page',
  'sequence',
  'path',
  'sha256',
  'bytes',
  'width',
  'height',
  'pixels_per_point',
  '"left"',
  'top',
)

export const FORMS = table(
  'stored_forms',
  'document_id',
  'sequence',
  'form_type',
  'definition',
  'first_page',
  'last_page',
  'fiscal_year',
  'pages',
  'indicator_count',
  'numeric_count',
  'dated_count',
  'review_count',
  'correction_count',
  'finding_count',
  'likeness',
  ...TEXT_COLUMN_BY_FIELD.values(),
  ...FEN_COLUMN_BY_FIELD.values(),
)

export const FIELDS = table('stored_fields', 'form_id', 'fields')

export const INDICATORS = table(
  'stored_indicators',
  'form_id',
  'position',
  'level1',
  'level2',
  'level3',
  'value',
  'kind',
  'operator',
  'number',
  'number_high',
  'unit',
  'dimension',
  'base_number',
  'deadline',
  'deadline_precision',
  'deadline_from',
  'confidence',
  'doubts',
)

export const CORRECTIONS = table(
  'stored_corrections',
  'form_id',
  'position',
  'path',
  'before',
  'after',
  'method',
  'rule',
  'rule_version',
  'decision',
  'score',
  'margin',
  'candidates',
  'reason',
  'placed',
  ...PLACE_COLUMNS,
  'actor',
  'decided_at',
)

export const DECISIONS = table(
  'stored_decisions',
  'sha256',
  'sequence',
  'path',
  'before',
  'verdict',
  'text',
  'after',
  'method',
  'rule',
  'rule_version',
  'score',
  'margin',
  'candidates',
  'actor',
  'decided_at',
)

export const FINDINGS = table(
  'stored_findings',
  'form_id',
  'position',
  'rule',
  'severity',
  'path',
  'message',
  'expected',
  'actual',
  'amount',
  'amount_fen',
)

export const REVIEW_FLAGS = table('stored_review_flags', 'form_id', 'position', 'path', 'reason')

export const PROVENANCE = table(
  'stored_provenance',
  'form_id',
  'position',
  'path',
  'raw',
  'engine',
  'confidence',
  ...PLACE_COLUMNS,
)

export const ISSUES = table(
  'stored_issues',
  'document_id',
  'page_position',
  'form_id',
  'code',
  'severity',
  'message',
  'hint',
  'page',
)
