import type { Knex } from 'knex'
import type { DocumentSource } from '../model/document.ts'
import type { FormRecord } from '../model/form-record.ts'
import { grouped } from '../model/grouped.ts'
import type { Connection } from './connection.ts'
import {
  type CorrectionRow,
  type FindingRow,
  type FormRow,
  type IndicatorRow,
  type IssueRow,
  type ProvenanceRow,
  type ReviewFlagRow,
  rowsToForm,
} from './rows-to-form.ts'
import { select, sql } from './select.ts'
import type { FormAddress, FormOfDocument } from './store.ts'

/** Forms read together: few queries a form, and little memory however many provenance rows a form has. */
const BATCH = 50

/** A form's row with its document's. */
export type FormOfDocumentRow = FormRow &
  DocumentSource & {
    project_name: string | null
    competent_department: string | null
    original_file: string
    original_sha256: string | null
    original_sequence: number
  }

/** Rows of forms of finished documents by file name, sha256 and sequence, a batch at a time; `narrow` may leave some out. */
export async function* formRowBatches(
  connection: Connection,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder = query => query,
): AsyncGenerator<FormOfDocumentRow[]> {
  let last: FormOfDocumentRow | undefined
  do {
    const query = narrow(finishedForms()).orderBy(['d.file', 'd.sha256', 'f.sequence']).limit(BATCH)
    if (last) {
      query.whereRaw('(d.file, d.sha256) >= (?, ?)', [last.file, last.sha256])
      query.whereRaw('NOT (d.sha256 = ? AND f.sequence <= ?)', [last.sha256, last.sequence])
    }
    const batch = await select<FormOfDocumentRow>(connection, query)
    if (batch.length > 0) yield batch
    last = batch.at(-1)
  } while (last)
}

export function findFormRow(connection: Connection, sha256: string, sequence: number): Promise<FormOfDocumentRow[]> {
  return select(connection, finishedForms().where({ 'd.sha256': sha256, 'f.sequence': sequence }))
}

export function findFormRows(connection: Connection, sha256: string): Promise<FormOfDocumentRow[]> {
  return select(connection, finishedForms().where({ 'd.sha256': sha256 }).orderBy('f.sequence'))
}

/** The whole records of some forms, in the same order. */
export async function rowsToForms(
  connection: Connection,
  forms: readonly FormOfDocumentRow[],
): Promise<FormOfDocument[]> {
  const ids = forms.map(form => form.id)
  const rowsOf = async <Row extends { form_id: number | null }>(table: string, order = 'position') =>
    grouped(
      await select<Row>(connection, sql(table).whereIn('form_id', ids).orderBy(['form_id', order])),
      row => row.form_id,
    )
  const indicators = await rowsOf<IndicatorRow>('stored_indicators')
  const review = await rowsOf<ReviewFlagRow>('stored_review_flags')
  const corrections = await rowsOf<CorrectionRow>('stored_corrections')
  const findings = await rowsOf<FindingRow>('stored_findings')
  const provenance = await rowsOf<ProvenanceRow>('stored_provenance')
  const issues = await rowsOf<IssueRow>('stored_issues', 'id')
  return forms.map(row => {
    const form: FormRecord = rowsToForm({
      form: row,
      indicators: indicators.get(row.id) ?? [],
      review: review.get(row.id) ?? [],
      corrections: corrections.get(row.id) ?? [],
      findings: findings.get(row.id) ?? [],
      provenance: provenance.get(row.id) ?? [],
      issues: issues.get(row.id) ?? [],
    })
    const duplicateOf = rowToOriginal(row)
    return { document: rowToSource(row), form, ...(duplicateOf === null ? {} : { duplicateOf }) }
  })
}

export function rowToSource({ path, file, sha256, bytes }: DocumentSource): DocumentSource {
  return { path, file, sha256, bytes }
}

function rowToOriginal({ original_file, original_sha256, original_sequence }: FormOfDocumentRow): FormAddress | null {
  if (original_sha256 === null) return null
  return { file: original_file, sha256: original_sha256, sequence: original_sequence }
}

function finishedForms(): Knex.QueryBuilder {
  return sql({ f: 'stored_forms' })
    .join({ d: 'stored_documents' }, 'd.id', 'f.document_id')
    .join({ t: 'stored_fields' }, 't.form_id', 'f.id')
    .leftJoin({ u: 'stored_duplicates' }, 'u.form_id', 'f.id')
    .leftJoin({ g: 'stored_forms' }, 'g.id', 'u.original_id')
    .leftJoin({ o: 'stored_documents' }, 'o.id', 'g.document_id')
    .whereRaw("d.state <> 'loading'")
    .select('f.*', 't.fields', 'd.file', 'd.path', 'd.sha256', 'd.bytes')
    .select({ original_file: 'o.file', original_sha256: 'o.sha256', original_sequence: 'g.sequence' })
}
