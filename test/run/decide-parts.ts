import { expect } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import type { PageReading } from '../../src/model/page-reading.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { correctionsSheet, readCorrectionsSheet } from '../../src/report/corrections-sheet.ts'
import { sheetRows } from '../../src/report/sheet-rows.ts'
import { tableToCsv } from '../../src/report/table-to-csv.ts'
import type { DecideParts, DecisionRequest } from '../../src/run/decide.ts'
import { documentConfiguration } from '../../src/run/document-configuration.ts'
import type { Store } from '../../src/store/store.ts'
import { collect } from '../store/temporary-store.ts'

const library = loadFormLibrary()
const context = { library, form: 'auto', reviewBelow: 0.9 }

/** Loads a document of one page and gives what deciding about it needs. */
export async function partsOf(store: Store, runId: number, page: PageReading, sha256: string): Promise<DecideParts> {
  const source = { path: `/${sha256}`, file: sha256, sha256, bytes: 1 }
  const reading = { pages: [page], issues: [] }
  const configurationOf = (engine: string) => engine
  const parts: DecideParts = {
    ...{ store, library, configurationOf, configuration: 'c' },
    findReading: async () => ({ reading, engine: 'e', issue: null }),
    toForms: ({ pages }, decisions) => pagesToForms(pages, context, decisions),
  }
  const { forms, issues } = parts.toForms(reading, [])
  const configuration = documentConfiguration(configurationOf('e'), [])
  await store.saveDocument(
    { source, configuration, engine: 'e', pages: [page], forms, issues: [...issues], pictures: [] },
    runId,
  )
  return parts
}

/** What the sheet asks for as it is exported. */
export async function exportedRequests(store: Store): Promise<DecisionRequest[]> {
  const csv = await collect(tableToCsv(correctionsSheet(sheetRows(store)), { forSpreadsheet: true }))
  const { requests, faults } = readCorrectionsSheet(csv.join(''))
  expect(faults).toEqual([])
  return [...requests]
}
