import type { DocumentResult } from '../model/document.ts'
import type { FormRecord } from '../model/form-record.ts'
import type { Connection } from './connection.ts'
import { resultStatus } from './document-status.ts'
import { likenessesOf, relinkDuplicates } from './duplicates.ts'
import {
  correctionToRow,
  findingToRow,
  formToRow,
  indicatorToRow,
  issueToRow,
  pageToRow,
  pictureToRow,
  provenanceToRow,
} from './form-to-rows.ts'
import { countDocument, uncountDocument } from './indicator-texts.ts'
import { insertRow, insertRows } from './insert-rows.ts'
import { indexForm } from './search-index.ts'
import {
  CORRECTIONS,
  DOCUMENTS,
  FIELDS,
  FINDINGS,
  FORMS,
  INDICATORS,
  ISSUES,
  PAGES,
  PICTURES,
  PROVENANCE,
  REVIEW_FLAGS,
} from './tables.ts'

/**
 * Writes a document, a transaction for each form. The first one also enters the document as `loading`; the last one removes
 * the earlier version, enters the forms into the search and makes the document visible. Stopped anywhere before that,
 * readers see what they saw before.
 */
export async function writeDocument(connection: Connection, result: DocumentResult, runId: number): Promise<void> {
  const formIds: number[] = []
  let documentId = 0
  const write = async (form: FormRecord | undefined, isFirst: boolean, isLast: boolean) => {
    if (isFirst) documentId = await beginDocument(connection, result, runId)
    if (form) formIds.push(await writeForm(connection, form, documentId))
    if (isLast) await finishDocument(connection, result, documentId, formIds)
  }
  // A document without forms is written too: what is wrong with it stands in its issues.
  const forms = result.forms.length > 0 ? result.forms : [undefined]
  try {
    for (const [index, form] of forms.entries()) {
      await connection.transaction('IMMEDIATE', () => write(form, index === 0, index === forms.length - 1))
    }
  } catch (error) {
    // On a full disk this fails too; the rows are invisible and go when the next run starts.
    await discardUnfinished(connection).catch(() => undefined)
    throw error
  }
}

/** Removes documents that were not finished: the writer died or ran out of space. */
export async function discardUnfinished(connection: Connection): Promise<void> {
  await connection.transaction('IMMEDIATE', () =>
    connection.run("DELETE FROM stored_documents WHERE state = 'loading'"),
  )
}

async function beginDocument(connection: Connection, result: DocumentResult, runId: number): Promise<number> {
  const { sha256, file, path, bytes } = result.source
  await connection.run("DELETE FROM stored_documents WHERE sha256 = ? AND state = 'loading'", [sha256])
  const { configuration, engine } = result
  const row = [sha256, 'loading', file, path, bytes, configuration, engine, runId]
  const documentId = await insertRow(connection, DOCUMENTS, row)
  await insertRows(connection, PAGES, result.pages.map(pageToRow), position => [documentId, position])
  await insertRows(connection, PICTURES, (result.pictures ?? []).map(pictureToRow), position => [documentId, position])
  await insertRows(connection, ISSUES, result.issues.map(issueToRow), () => [documentId, null, null])
  for (const [position, page] of result.pages.entries()) {
    await insertRows(connection, ISSUES, page.issues.map(issueToRow), () => [documentId, position, null])
  }
  return documentId
}

async function finishDocument(
  connection: Connection,
  result: DocumentResult,
  documentId: number,
  formIds: readonly number[],
): Promise<void> {
  const { sha256 } = result.source
  const likenesses = await likenessesOf(connection, sha256)
  await uncountDocument(connection, sha256)
  await connection.run("DELETE FROM stored_documents WHERE sha256 = ? AND state <> 'loading'", [sha256])
  for (const [index, form] of result.forms.entries()) await indexForm(connection, formIds[index] ?? 0, form)
  await connection.run('UPDATE stored_documents SET state = ? WHERE id = ?', [resultStatus(result), documentId])
  await countDocument(connection, documentId)
  await relinkDuplicates(connection, likenesses)
}

/** Takes a document out of the database, with all its forms. */
export async function deleteDocument(connection: Connection, sha256: string): Promise<void> {
  await connection.transaction('IMMEDIATE', async () => {
    const likenesses = await likenessesOf(connection, sha256)
    await uncountDocument(connection, sha256)
    await connection.run('DELETE FROM stored_documents WHERE sha256 = ?', [sha256])
    await relinkDuplicates(connection, likenesses)
  })
}

async function writeForm(connection: Connection, form: FormRecord, documentId: number): Promise<number> {
  const formId = await insertRow(connection, FORMS, formToRow(form, documentId))
  await insertRow(connection, FIELDS, [formId, JSON.stringify(form.fields)])
  const keys = (position: number) => [formId, position]
  await insertRows(connection, INDICATORS, form.indicators.map(indicatorToRow), keys)
  await insertRows(connection, PROVENANCE, form.provenance.map(provenanceToRow), keys)
  await insertRows(connection, CORRECTIONS, form.corrections.map(correctionToRow), keys)
  await insertRows(connection, FINDINGS, form.findings.map(findingToRow), keys)
  await insertRows(
    connection,
    REVIEW_FLAGS,
    form.review.map(({ path, reason }) => [path, reason]),
    keys,
  )
  await insertRows(connection, ISSUES, form.issues.map(issueToRow), () => [documentId, null, formId])
  return formId
}
