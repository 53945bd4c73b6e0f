import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import type { PageReading } from '../../src/model/page-reading.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { correctionsSheet, readCorrectionsSheet } from '../../src/report/corrections-sheet.ts'
import { tableToCsv } from '../../src/report/table-to-csv.ts'
import { type DecideParts, type DecisionRequest, decide } from '../../src/run/decide.ts'
import { documentConfiguration } from '../../src/run/document-configuration.ts'
import type { Store } from '../../src/store/store.ts'
import { generateForms } from '../corpus/generate.ts'
import { formToText } from '../corpus/to-text.ts'
import { seenPage } from '../pipeline/seen-pages.ts'
import { collect, temporaryStore } from '../store/temporary-store.ts'

const library = loadFormLibrary()
const truths = generateForms({ seed: 8, count: 40 })
const context = { library, form: 'auto', reviewBelow: 0.9 }

/** Loads a document of one page and gives what deciding about it needs. */
async function partsOf(store: Store, runId: number, page: PageReading, sha256: string): Promise<DecideParts> {
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

async function exportedRequests(store: Store): Promise<DecisionRequest[]> {
  const csv = await collect(tableToCsv(correctionsSheet(store.corrections()), { forSpreadsheet: true }))
  const { requests, faults } = readCorrectionsSheet(csv.join(''))
  expect(faults).toEqual([])
  return [...requests]
}

const choices = fc.array(
  fc.record({
    verdict: fc.constantFrom('accepted' as const, 'rejected' as const, 'edited' as const, 'accepted' as const),
    text: fc.constantFrom('完成率', '≥95.00(%)', ' 12 次 ', '', '2024-05-01'),
  }),
  { minLength: 3, maxLength: 30 },
)

it('the sheet taken in again as it comes out changes nothing, whatever was decided', async () => {
  const { store, runId } = await temporaryStore()
  const taken: number[] = []
  await fc.assert(
    fc.asyncProperty(fc.nat(truths.length - 1), fc.nat(10_000), choices, async (index, seed, chosen) => {
      const sha256 = (index * 10_001 + seed).toString(16).padStart(64, '0')
      const parts = await partsOf(store, runId, seenPage(formToText(truths[index]!, { seed }), seed), sha256)
      const by = { actor: 'Li', decidedAt: new Date(seed * 1000).toISOString(), command: 'test', dryRun: false }
      const rows = await collect(store.corrections())
      const requests = rows.map(({ document, form, correction }, row): DecisionRequest => {
        const { verdict, text } = chosen[row % chosen.length]!
        const { path, before, rule } = correction
        const isTyped = /^(?:funds\.|planned)/u.test(path)
        const own = { verdict: isTyped && verdict === 'edited' ? ('rejected' as const) : verdict }
        const key = { row, sha256: document.sha256, sequence: form.sequence, path, before, rule }
        return { ...key, ...own, text: own.verdict === 'edited' ? text : null }
      })
      const first = await decide(requests, parts, by)
      expect(first.faults).toEqual([])
      taken.push(first.taken)
      const again = await decide(await exportedRequests(store), parts, { ...by, actor: 'Wang' })
      expect(again).toMatchObject({ faults: [], taken: 0 })
      await store.removeDocument(sha256)
    }),
    { numRuns: 25, seed: 21 },
  )
  expect(Math.min(...taken)).toBeGreaterThan(0)
}, 120_000)
