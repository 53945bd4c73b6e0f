/**
 * Tabularium as a library: what the command line is built on.
 *
 * ```ts
 * import { formToExport, ingest, openStoreReader, runQuery } from 'tabularium'
 *
 * const { documents } = await ingest(['samples/minhang-2024.txt'], { db: 'output/example.db' })
 * for (const { file, status, forms, error } of documents) console.log(file, status, forms, error?.hint ?? '')
 *
 * const { rows } = await runQuery('output/example.db', 'SELECT project_name, budget_yuan FROM forms WHERE fiscal_year = :year', {
 *   params: { year: 2024 },
 * })
 *
 * const reader = await openStoreReader('output/example.db')
 * for await (const form of reader.forms()) console.log(formToExport(form).needsReview)
 * await reader.close()
 * ```
 *
 * Bad documents are outcomes with a code, a message and a next step; what is thrown is a `TabulariumError` with the same.
 * @packageDocumentation
 */
export {
  type DecideRequest,
  decide,
  type IngestRequest,
  ingest,
  type RebuildRequest,
  rebuild,
} from './app/composition.ts'
export { resolveSettings, type Settings, type SettingsInput } from './app/config.ts'
export { BUNDLED_PIPELINES, type FormFamily, type FormLibrary, loadFormLibrary } from './forms/form-library.ts'
export type { Box } from './model/box.ts'
export type { Candidate, Correction, Decision } from './model/correction.ts'
export type { DocumentSource, DocumentStatus } from './model/document.ts'
export type { Finding } from './model/finding.ts'
export type { FormRecord, Indicator, Provenance, ReviewFlag } from './model/form-record.ts'
export type { Deadline, IndicatorValue, Operator, ValueKind } from './model/indicator-value.ts'
export type { Issue, IssueCode } from './model/issue.ts'
export type { Place } from './model/place.ts'
export type { ReviewDecision, Revocation, Verdict } from './model/review-decision.ts'
export { TabulariumError } from './model/tabularium-error.ts'
export { findNamedQuery, loadNamedQueries, namedQueryParams } from './query/named-queries.ts'
export type { NamedQuery, QueryParameter } from './query/parse-named-query.ts'
export { type QueryOptions, type QueryResult, runQuery } from './query/run-query.ts'
export { type ExportedForm, formToExport } from './report/form-to-export.ts'
export type { DecideSummary, DecisionRequest } from './run/decide.ts'
export type { DecisionFault, DecisionFaultCode } from './run/decision-fault.ts'
export type { FormDifference } from './run/form-differences.ts'
export type { IngestSummary } from './run/ingest.ts'
export type { IngestEvent } from './run/ingest-event.ts'
export type { RebuildOutcome, RebuildSummary } from './run/rebuild.ts'
export type { SqlValue } from './store/connection.ts'
export { type OpenStoreOptions, openStore, openStoreReader } from './store/open-store.ts'
export type { SearchHit, SearchMatch } from './store/search.ts'
export type {
  CorrectionOfForm,
  DocumentOutcome,
  FindingOfForm,
  FormKeys,
  FormOfDocument,
  RunRecord,
  Store,
  StoredDocument,
  StoreReader,
} from './store/store.ts'
