import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentResult } from '../../src/model/document.ts'
import { formsToJsonl } from '../../src/report/forms-to-jsonl.ts'
import { formToLikeness, isSameProse } from '../../src/store/form-likeness.ts'
import type { Store } from '../../src/store/store.ts'
import { countRows } from './count-rows.ts'
import { type GoldForm, goldToForm, goldToResult, readGold } from './gold-result.ts'
import { collect, temporaryStore } from './temporary-store.ts'

const gold = readGold().slice(0, 2)
const [first] = gold as [GoldForm]

/** A second scan: characters misread in prose here and there. */
const misread = gold.map(form => ({ ...form, annualGoal: String(form.annualGoal).replace(/展/gu, '屐') }))
const amended = gold.map(form => ({ ...form, funds: { ...form.funds, totalAnnual: '1.00' } }))
const renamed = gold.map(form => ({ ...form, projectName: `${form.projectName}二期` }))
const lastYear = gold.map(form => ({ ...form, fiscalYear: form.fiscalYear - 1 }))

const DOCUMENTS: ReadonlyMap<string, DocumentResult> = new Map(
  [
    goldToResult(gold, 'b-original.txt'),
    goldToResult(misread, 'c-scan.txt'),
    { ...goldToResult(misread, 'a-partial.txt'), issues: [lossOf(1)] },
    goldToResult(amended, 'amended.txt'),
    goldToResult(renamed, 'renamed.txt'),
    goldToResult(lastYear, 'last-year.txt'),
    goldToResult([...gold, { ...first, sequence: 3 }], 'd-twice.txt'),
  ].map(result => [result.source.file, result]),
)

function lossOf(page: number) {
  return { code: 'no-grid', severity: 'warning', message: 'no table', hint: 'scan darker', page } as const
}

async function exportOf(store: Store): Promise<string> {
  return (await collect(formsToJsonl(store.forms()))).join('')
}

async function links(store: Store): Promise<string[]> {
  return (await collect(store.forms())).map(({ document, form, duplicateOf }) => {
    const name = `${document.file}:${form.sequence}`
    return duplicateOf === undefined ? name : `${name} = ${duplicateOf.file}:${duplicateOf.sequence}`
  })
}

test('the better reading is counted, others are linked to it and bear a finding; what differs in a number is a form of its own', async () => {
  const { store, runId, file } = await temporaryStore()
  for (const result of DOCUMENTS.values()) await store.saveDocument(result, runId)
  expect(await links(store)).toEqual([
    'a-partial.txt:1 = b-original.txt:1',
    'a-partial.txt:2 = b-original.txt:2',
    'amended.txt:1',
    'amended.txt:2',
    'b-original.txt:1',
    'b-original.txt:2',
    'c-scan.txt:1 = b-original.txt:1',
    'c-scan.txt:2 = b-original.txt:2',
    'd-twice.txt:1 = b-original.txt:1',
    'd-twice.txt:2 = b-original.txt:2',
    'd-twice.txt:3 = b-original.txt:1',
    'last-year.txt:1',
    'last-year.txt:2',
    'renamed.txt:1',
    'renamed.txt:2',
  ])
  const indicators = gold.reduce((sum, form) => sum + form.indicators.length, 0)
  expect(await countRows(file, ['forms', 'funds', 'indicators', 'duplicates'])).toEqual([8, 56, 4 * indicators, 7])
  const findings = await collect(store.findings())
  const linked = findings.filter(({ finding }) => finding.rule === 'duplicate-form')
  expect(linked).toHaveLength(7)
  expect(linked[0]?.finding).toMatchObject({ severity: 'info', message: expect.stringContaining('b-original.txt') })
  const shas = [...DOCUMENTS.values()].map(({ source }) => source.sha256)
  expect(await store.countDuplicates(shas)).toBe(7)
})

test('when the original goes, or becomes another, the next best is counted', async () => {
  const { store, runId, file } = await temporaryStore()
  const { source } = DOCUMENTS.get('b-original.txt')!
  for (const name of ['a-partial.txt', 'b-original.txt', 'c-scan.txt'])
    await store.saveDocument(DOCUMENTS.get(name)!, runId)
  await store.removeDocument(source.sha256)
  expect(await links(store)).toEqual([
    'a-partial.txt:1 = c-scan.txt:1',
    'a-partial.txt:2 = c-scan.txt:2',
    'c-scan.txt:1',
    'c-scan.txt:2',
  ])
  await store.saveDocument({ ...goldToResult(lastYear, 'c-scan.txt') }, runId)
  expect(await links(store)).toEqual(['a-partial.txt:1', 'a-partial.txt:2', 'c-scan.txt:1', 'c-scan.txt:2'])
  expect(await countRows(file, ['forms', 'duplicates'])).toEqual([4, 0])
  expect((await collect(store.findings())).some(({ finding }) => finding.rule === 'duplicate-form')).toBe(false)
})

test('what is linked depends on what is in the database, never on the order in which it came and went', async () => {
  const names = [...DOCUMENTS.keys()]
  const step = fc.tuple(fc.constantFrom(...names), fc.boolean())
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.shuffledSubarray(names), async (history, last) => {
      const [wandering, straight] = [await temporaryStore(), await temporaryStore()]
      for (const [name, isSaved] of history) {
        const result = DOCUMENTS.get(name)!
        if (isSaved) await wandering.store.saveDocument(result, wandering.runId)
        else await wandering.store.removeDocument(result.source.sha256)
      }
      for (const name of names) {
        if (!last.includes(name)) await wandering.store.removeDocument(DOCUMENTS.get(name)!.source.sha256)
      }
      for (const name of last) await wandering.store.saveDocument(DOCUMENTS.get(name)!, wandering.runId)
      for (const name of [...last].sort()) await straight.store.saveDocument(DOCUMENTS.get(name)!, straight.runId)
      expect(await exportOf(wandering.store)).toBe(await exportOf(straight.store))
    }),
    { numRuns: 12, seed: 5 },
  )
})

test('a form that lacks what it would be known by equals no other', () => {
  const form = goldToForm(first)
  expect(formToLikeness(form)).toMatch(/^[0-9a-f]{16}$/u)
  expect(formToLikeness({ ...form, fiscalYear: null })).toBeNull()
  expect(formToLikeness({ ...form, indicators: [] })).toBeNull()
  expect(formToLikeness({ ...form, fields: { ...form.fields, projectName: null } })).toBeNull()
  const blank = Object.fromEntries(Object.entries(form.fields).filter(([path]) => !path.startsWith('funds.')))
  expect(formToLikeness({ ...form, fields: blank })).toBeNull()
})

test('spaces, widths and decimals do not tell forms apart; a number, a date, an operator does', () => {
  const form = goldToForm(first)
  const likeness = formToLikeness(form)
  const annual = form.fields['funds.totalAnnual'] ?? ''
  const withField = (path: string, value: string) =>
    formToLikeness({ ...form, fields: { ...form.fields, [path]: value } })
  expect(withField('funds.totalAnnual', annual.replace(/\.00$/u, ''))).toBe(likeness)
  expect(withField('projectName', ` ${form.fields.projectName} `)).toBe(likeness)
  expect(withField('funds.carriedOver', '3.00')).not.toBe(likeness)
  expect(withField('plannedEnd', '2031-01-01')).not.toBe(likeness)
  const [target, ...others] = form.indicators
  const changed = { ...target!, value: { ...target!.value, operator: '≈' as const } }
  expect(formToLikeness({ ...form, indicators: [changed, ...others] })).not.toBe(likeness)
  expect(isSameProse('紧密对接市投促中心', '紧密对接市投促中心')).toBe(true)
  expect(isSameProse('紧密对接市投促中心', '保障公司的基本运营活动')).toBe(false)
})
