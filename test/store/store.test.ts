import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentResult } from '../../src/model/document.ts'
import { openStoreReader } from '../../src/store/open-store.ts'
import { documentResult } from './arbitraries.ts'
import { goldToResult, readGold } from './gold-result.ts'
import { collect, temporaryDatabase, temporaryStore } from './temporary-store.ts'

const gold = readGold()

test('every form comes back as it went in, whatever stands in it', async () => {
  const { store, runId } = await temporaryStore()
  await fc.assert(
    fc.asyncProperty(documentResult, async result => {
      const saved = await store.saveDocument(result, runId)
      for (const form of result.forms) {
        const found = await store.findForm(result.source.sha256, form.sequence)
        expect(found).toStrictEqual({ document: result.source, form })
      }
      expect(saved).toStrictEqual(await store.findDocument(result.source.sha256))
    }),
    { numRuns: 60, seed: 20240101 },
  )
})

test('the seed comes back form by form, in order, with its document', async () => {
  const { store, runId } = await temporaryStore()
  const result = goldToResult(gold)
  const saved = await store.saveDocument(result, runId)
  expect(saved).toMatchObject({
    status: 'loaded',
    pages: 1,
    forms: 12,
    indicators: 152,
    findings: 3,
    configuration: 'c1',
  })
  expect(await collect(store.forms())).toStrictEqual(result.forms.map(form => ({ document: result.source, form })))
  expect(await collect(store.documents())).toStrictEqual([saved])
})

test('forms come in the order of files and sequence, whatever the order they were saved in', async () => {
  const results = ['c.txt', 'a.txt', 'b.txt'].map(file => goldToResult(gold, file))
  const inOrder = async (order: readonly DocumentResult[]) => {
    const { store, runId } = await temporaryStore()
    for (const result of order) await store.saveDocument(result, runId)
    return JSON.stringify(await collect(store.forms()))
  }
  const forwards = await inOrder(results)
  expect(await inOrder([...results].reverse())).toBe(forwards)
  const files = (JSON.parse(forwards) as Array<{ document: { file: string } }>).map(({ document }) => document.file)
  expect(files).toStrictEqual([...Array(12).fill('a.txt'), ...Array(12).fill('b.txt'), ...Array(12).fill('c.txt')])
})

test('more forms than a batch holds are all read, once each', async () => {
  const { store, runId } = await temporaryStore()
  const many = Array.from({ length: 130 }, (_, index) => ({ ...gold[index % 12]!, sequence: index + 1 }))
  await store.saveDocument(goldToResult(many), runId)
  const sequences = (await collect(store.forms())).map(({ form }) => form.sequence)
  expect(sequences).toStrictEqual(many.map(form => form.sequence))
})

test('saving the same result again changes nothing; a new one replaces the old one wholly', async () => {
  const { store, runId } = await temporaryStore()
  await store.saveDocument(goldToResult(gold), runId)
  const first = JSON.stringify(await collect(store.forms()))
  await store.saveDocument(goldToResult(gold), runId)
  expect(JSON.stringify(await collect(store.forms()))).toBe(first)

  await store.saveDocument(goldToResult(gold.slice(0, 2), undefined, 'c2'), runId)
  expect(await collect(store.forms())).toHaveLength(2)
  expect(await collect(store.documents())).toMatchObject([{ configuration: 'c2', forms: 2, indicators: 17 }])
  expect((await store.search('招商经费')).total).toBe(0)
})

test('documents saved at the same time do not disturb each other', async () => {
  const { store, runId } = await temporaryStore()
  const results = ['a.txt', 'b.txt', 'a.txt'].map(file => goldToResult(gold, file))
  await Promise.all(results.map(result => store.saveDocument(result, runId)))
  expect(await collect(store.forms())).toHaveLength(24)
})

test('an iteration shows the database as it was when it began', async () => {
  const { store, runId } = await temporaryStore()
  const many = Array.from({ length: 60 }, (_, index) => ({ ...gold[0]!, sequence: index + 1 }))
  await store.saveDocument(goldToResult(many), runId)
  const years: Array<number | null> = []
  for await (const { form } of store.forms()) {
    if (years.length === 0) {
      await store.saveDocument(goldToResult(many.map(one => ({ ...one, fiscalYear: 2030 }))), runId)
    }
    years.push(form.fiscalYear)
  }
  expect(years).toStrictEqual(Array(60).fill(2024))
})

test('corrections, findings and the places of a value are found with their form', async () => {
  const { store, runId } = await temporaryStore()
  const result = goldToResult(gold)
  await store.saveDocument(result, runId)
  const corrections = await collect(store.corrections())
  expect(corrections.map(({ correction }) => correction)).toStrictEqual(result.forms.flatMap(form => form.corrections))
  const findings = await collect(store.findings())
  expect(findings.map(({ form }) => form.projectName)).toStrictEqual(['招商宣传费', '招商服务费', '招商经费'])
  const [place, ...others] = await store.provenanceOf(result.source.sha256, 1, 'funds.totalAnnual')
  expect(others).toStrictEqual([])
  expect(place).toStrictEqual(result.forms[0]?.provenance.find(({ path }) => path === 'funds.totalAnnual'))
})

test('a document with losses is partial; one without forms has failed, and says why', async () => {
  const { store, runId } = await temporaryStore()
  const issue = { code: 'form-cut', severity: 'warning', message: 'cut', hint: 'look', page: 3 } as const
  const whole = goldToResult(gold)
  const cut = { ...whole, forms: whole.forms.map((form, index) => (index === 3 ? { ...form, issues: [issue] } : form)) }
  expect(await store.saveDocument(cut, runId)).toMatchObject({ status: 'partial' })

  const { pages: _pages, forms: _forms, ...empty } = goldToResult([], 'empty.txt')
  await store.saveFailure({ ...empty, issues: [{ ...issue, code: 'empty-file', severity: 'error' }] }, runId)
  const failed = await store.findDocument(empty.source.sha256)
  expect(failed).toMatchObject({ status: 'failed', forms: 0, issues: [{ code: 'empty-file' }] })
})

test('a failure does not take away what was known of a document', async () => {
  const { store, runId } = await temporaryStore()
  const { pages: _pages, forms: _forms, ...failure } = goldToResult(gold)
  await store.saveDocument(goldToResult(gold), runId)
  await store.saveFailure({ ...failure, configuration: 'c2' }, runId)
  expect(await store.findDocument(failure.source.sha256)).toMatchObject({
    status: 'loaded',
    forms: 12,
    configuration: 'c1',
  })
})

test('runs keep what became of each input', async () => {
  const { store, runId } = await temporaryStore()
  const nothing = { pages: 0, forms: 0, indicators: 0, corrections: 0, findings: 0, seconds: 0.5 }
  const error = { code: 'empty-file', message: 'nothing in it', hint: 'leave it out', page: null }
  const bad = { path: '/in/b.txt', file: 'b.txt', sha256: null, status: 'failed' as const, ...nothing, error }
  const good = { path: '/in/a.txt', file: 'a.txt', sha256: 'x', status: 'loaded' as const, ...nothing, error: null }
  await store.saveOutcome(runId, bad)
  await store.saveOutcome(runId, { ...good, status: 'partial' })
  await store.saveOutcome(runId, good)
  await store.finishRun(runId, 'finished')
  expect(await store.outcomes(runId)).toStrictEqual([good, bad])
  expect(await store.runs()).toMatchObject([{ id: runId, status: 'finished', loaded: 1, failed: 1, partial: 0 }])
})

test('a reader opens an existing database only', async () => {
  const missing = temporaryDatabase()
  await expect(openStoreReader(missing)).rejects.toMatchObject({ code: 'store-missing', exitStatus: 2 })
  const { store, runId, file } = await temporaryStore()
  await store.saveDocument(goldToResult(gold), runId)
  const reader = await openStoreReader(file)
  expect(await collect(reader.documents())).toHaveLength(1)
  await reader.close()
})
