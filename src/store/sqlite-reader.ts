import type { Knex } from 'knex'
import type { RepairRules } from '../forms/dictionary.ts'
import type { FormRecord, Provenance } from '../model/form-record.ts'
import type { KeptPicture } from '../model/kept-picture.ts'
import type { ReviewDecision } from '../model/review-decision.ts'
import { type Connection, openConnection } from './connection.ts'
import { decisionsOfDocument, storedDecisions } from './decisions.ts'
import { countDuplicates, DUPLICATE_RULE } from './duplicates.ts'
import { countDocuments, documentHashes, findStoredDocument, partialPaths, storedDocuments } from './read-documents.ts'
import {
  type FormOfDocumentRow,
  findFormRow,
  findFormRows,
  formRowBatches,
  rowsToForms,
  rowToSource,
} from './read-forms.ts'
import { pictureHashes, picturesOf } from './read-pictures.ts'
import { storedRepairRules } from './repair-rules.ts'
import {
  type CorrectionRow,
  type FindingRow,
  type ProvenanceRow,
  rowToCorrection,
  rowToFinding,
  rowToProvenance,
} from './rows-to-form.ts'
import { failedPaths, latestRuns, runOutcomes } from './runs.ts'
import { type SearchHit, searchForms } from './search.ts'
import { select, sql } from './select.ts'
import type {
  CorrectionOfForm,
  DocumentOutcome,
  FindingOfForm,
  FormKeys,
  FormOfDocument,
  RunRecord,
  StoredDocument,
  StoreReader,
} from './store.ts'
import { sqliteToError } from './store-error.ts'

export class SqliteReader implements StoreReader {
  readonly file: string
  readonly #reader: Connection
  readonly #busyTimeoutMs: number

  constructor(file: string, reader: Connection, busyTimeoutMs: number) {
    this.file = file
    this.#reader = reader
    this.#busyTimeoutMs = busyTimeoutMs
  }

  findDocument(sha256: string): Promise<StoredDocument | null> {
    return this.guarded(() => findStoredDocument(this.#reader, sha256))
  }

  findForm(sha256: string, sequence: number): Promise<FormOfDocument | null> {
    return this.guarded(() =>
      this.#reader.transaction('DEFERRED', async () => {
        const rows = await findFormRow(this.#reader, sha256, sequence)
        return (await rowsToForms(this.#reader, rows))[0] ?? null
      }),
    )
  }

  formsOf(sha256: string): Promise<FormRecord[]> {
    return this.guarded(() =>
      this.#reader.transaction('DEFERRED', async () => {
        const rows = await findFormRows(this.#reader, sha256)
        return (await rowsToForms(this.#reader, rows)).map(({ form }) => form)
      }),
    )
  }

  decisions(): AsyncIterable<ReviewDecision> {
    return this.#inSnapshot(storedDecisions)
  }

  decisionsOf(sha256: string): Promise<ReviewDecision[]> {
    return this.guarded(() => decisionsOfDocument(this.#reader, sha256))
  }

  repairRules(): Promise<RepairRules> {
    return this.guarded(() => this.#reader.transaction('DEFERRED', () => storedRepairRules(this.#reader)))
  }

  provenanceOf(sha256: string, sequence: number, path: string): Promise<Provenance[]> {
    return this.guarded(async () => {
      const ids = (await findFormRow(this.#reader, sha256, sequence)).map(row => row.id)
      const query = sql('stored_provenance').whereIn('form_id', ids).where({ path }).orderBy('position')
      return (await select<ProvenanceRow>(this.#reader, query)).map(rowToProvenance)
    })
  }

  documents(): AsyncIterable<StoredDocument> {
    return this.#inSnapshot(storedDocuments)
  }

  forms(): AsyncIterable<FormOfDocument> {
    return this.#inSnapshot(async function* (connection) {
      for await (const batch of formRowBatches(connection)) yield* await rowsToForms(connection, batch)
    })
  }

  corrections(): AsyncIterable<CorrectionOfForm> {
    return this.#inSnapshot(async function* (connection) {
      for await (const batch of formRowBatches(connection, query =>
        counted(query).where('f.correction_count', '>', 0),
      )) {
        for await (const [row, correction] of rowsBelow<CorrectionRow>(connection, 'stored_corrections', batch)) {
          yield { document: rowToSource(row), form: rowToKeys(row), correction: rowToCorrection(correction) }
        }
      }
    })
  }

  findings(): AsyncIterable<FindingOfForm> {
    return this.#inSnapshot(async function* (connection) {
      for await (const batch of formRowBatches(connection, query => query.where('f.finding_count', '>', 0))) {
        for await (const [row, finding] of rowsBelow<FindingRow>(connection, 'stored_findings', batch)) {
          if (row.original_sha256 !== null && finding.rule !== DUPLICATE_RULE) continue
          yield { document: rowToSource(row), form: rowToKeys(row), finding: rowToFinding(finding) }
        }
      }
    })
  }

  runs(limit = 20): Promise<RunRecord[]> {
    return this.guarded(() => latestRuns(this.#reader, limit))
  }

  outcomes(runId: number): Promise<DocumentOutcome[]> {
    return this.guarded(() => runOutcomes(this.#reader, runId))
  }

  documentHashes(): Promise<ReadonlySet<string>> {
    return this.guarded(() => documentHashes(this.#reader))
  }

  pictureHashes(): Promise<ReadonlySet<string>> {
    return this.guarded(() => pictureHashes(this.#reader))
  }

  picturesOf(sha256: string): Promise<KeptPicture[]> {
    return this.guarded(() => picturesOf(this.#reader, sha256))
  }

  documentCounts(): Promise<Readonly<Record<StoredDocument['status'], number>>> {
    return this.guarded(() => countDocuments(this.#reader))
  }

  pathsToRetry(status: 'failed' | 'partial'): Promise<string[]> {
    return this.guarded(() => (status === 'failed' ? failedPaths : partialPaths)(this.#reader))
  }

  countDuplicates(sha256s: readonly string[]): Promise<number> {
    return this.guarded(() => countDuplicates(this.#reader, sha256s))
  }

  search(text: string, options: { limit?: number } = {}): Promise<{ total: number; hits: SearchHit[] }> {
    return this.guarded(() => searchForms(this.#reader, text, options.limit ?? 20))
  }

  close(): Promise<void> {
    return this.guarded(() => this.#reader.close())
  }

  protected async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw sqliteToError(error, this.file)
    }
  }

  /** Iterates on a connection and in a transaction of its own: the database as it was at the start, whatever is written meanwhile. */
  async *#inSnapshot<T>(iterate: (connection: Connection) => AsyncIterable<T>): AsyncGenerator<T> {
    try {
      const connection = await openConnection(this.file, { readOnly: true, busyTimeoutMs: this.#busyTimeoutMs })
      try {
        await connection.run('BEGIN')
        yield* iterate(connection)
      } finally {
        await connection.close()
      }
    } catch (error) {
      throw sqliteToError(error, this.file)
    }
  }
}

/** Leaves duplicates out: what they hold is told of the form they are the same as. */
function counted(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.whereNull('u.form_id')
}

/** The rows of a table that belong to some forms, in the forms' order, each with its form. */
async function* rowsBelow<Row extends { form_id: number }>(
  connection: Connection,
  table: string,
  forms: readonly FormOfDocumentRow[],
): AsyncGenerator<[FormOfDocumentRow, Row]> {
  for (const form of forms) {
    const rows = await select<Row>(connection, sql(table).where({ form_id: form.id }).orderBy('position'))
    for (const row of rows) yield [form, row]
  }
}

function rowToKeys(row: FormOfDocumentRow): FormKeys {
  return {
    sequence: row.sequence,
    fiscalYear: row.fiscal_year,
    projectName: row.project_name,
    competentDepartment: row.competent_department,
  }
}
