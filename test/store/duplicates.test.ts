import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentResult } from '../../src/model/document.ts'
import type { FormRecord } from '../../src/model/form-record.ts'
import type { IndicatorValue } from '../../src/model/indicator-value.ts'
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

/** The kept-up counts of indicators' texts are what counting anew gives. */
async function expectTextsCounted(file: string): Promise<void> {
  const anew = 'SELECT level3, value, count(*) AS uses FROM indicators GROUP BY level3, value'
  const kept = 'SELECT level3, value, uses FROM indicator_texts'
  expect(await countRows(file, [`(${anew} EXCEPT ${kept})`, `(${kept} EXCEPT ${anew})`])).toEqual([0, 0])
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
  await expectTextsCounted(file)
})

test('when the original goes, or becomes another, the next best is counted', async () => {
  const { store, runId, file } = await temporaryStore()
  const { source } = DOCUMENTS.get('b-original.txt')!
  for (const name of ['a-partial.txt', 'b-original.txt', 'c-scan.txt'])
    await store.saveDocument(DOCUMENTS.get(name)!, runId)
  await store.removeDocument(source.sha256)
  await expectTextsCounted(file)
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
      await expectTextsCounted(wandering.file)
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

function withTarget(form: FormRecord, value: Partial<IndicatorValue>, level3?: string): FormRecord {
  const [target, ...others] = form.indicators
  const changed = { ...target!, level3: level3 ?? target!.level3, value: { ...target!.value, ...value } }
  return { ...form, indicators: [changed, ...others] }
}

const IN_WORDS = { operator: null, number: null, unit: null, dimension: null, baseNumber: null } as const

const relative = (text: string, number: string) =>
  ({ ...IN_WORDS, text, kind: 'relative', number, unit: '%', dimension: 'ratio', baseNumber: number }) as const
const inWords = (text: string) => ({ ...IN_WORDS, text, kind: 'qualitative' }) as const
const recurring = (text: string) => ({ ...IN_WORDS, text, kind: 'frequency' }) as const

test.each([
  ['how far', relative('较上年增长10%', '10'), relative('较上年增长50%', '50')],
  ['which way', relative('较上年增长10%', '10'), relative('较上年下降10%', '10')],
  ['since when', relative('较2022年增长10%', '10'), relative('较2023年增长10%', '10')],
  ['how often', recurring('每月一次'), recurring('每季度一次')],
  ['which grade', inWords('A级'), inWords('B级')],
  ['which class', inWords('甲级'), inWords('乙级')],
  ['how many, in words', inWords('三家'), inWords('五家')],
])('targets that tell %s apart make two forms', (_, value, other) => {
  const form = goldToForm(first)
  expect(formToLikeness(withTarget(form, value))).toBe(formToLikeness(withTarget(form, { ...value })))
  expect(formToLikeness(withTarget(form, value))).not.toBe(formToLikeness(withTarget(form, other)))
})

test('names of indicators tell forms apart by their numbers, not by a misread character', () => {
  const form = goldToForm(first)
  const named = (level3: string) => formToLikeness(withTarget(form, {}, level3))
  expect(named('第1期展览')).toBe(named('第１期屐览'))
  expect(named('第1期展览')).not.toBe(named('第2期展览'))
})

test.each([
  ['implementingUnit', '闵行区第一小学', '闵行区第三小学'],
  ['projectNature', '一次性项目', '经常性项目'],
  ['projectCategory', '特定目标类', '其他运转类'],
  ['overallGoalPeriod', '2024年-2025年', '2024年-2026年'],
  ['annualGoal', '完成120家企业走访', '完成150家企业走访'],
  ['annualGoal', '完成1.5万次', '完成15万次'],
  ['annualGoal', '完成两次培训', '完成四次培训'],
  ['annualGoal', '建成A区', '建成B区'],
])('%s tells %s from %s', (path, value, other) => {
  const form = goldToForm(first)
  const likeness = (text: string) => formToLikeness({ ...form, fields: { ...form.fields, [path]: text } })
  expect(likeness(value)).toBe(likeness(` ${value}。`))
  expect(likeness(value)).not.toBe(likeness(other))
})

test('a doubtful value decides no link; doubtful prose or a label leaves the form known', () => {
  const form = goldToForm(first)
  const flagged = (path: string, of = form) => formToLikeness({ ...of, review: [{ path, reason: 'faint' }] })
  const exact = [
    'fiscalYear',
    'projectName',
    'competentDepartment',
    'implementingUnit',
    'plannedEnd',
    'funds.totalAnnual',
  ]
  for (const path of [...exact, 'indicators', 'indicators[0].value']) expect(flagged(path), path).toBeNull()
  const unread = { ...form, fields: { ...form.fields, 'funds.otherAnnual': null, plannedEnd: null } }
  expect(flagged('funds.otherAnnual', unread)).toBeNull()
  expect(flagged('plannedEnd', unread)).toBeNull()
  expect(flagged('indicators[0].value', withTarget(form, relative('较上年增长10%', '10')))).toBeNull()
  expect(flagged('indicators[0].value', withTarget(form, inWords('达标')))).not.toBeNull()
  for (const path of ['annualGoal', 'indicators[0].level2', 'indicators[0].level3'])
    expect(flagged(path), path).toBe(formToLikeness(form))
})

test('what a person should look at in a duplicate stays visible', async () => {
  const { store, runId, file } = await temporaryStore()
  const scan = goldToResult(misread, 'scan.txt')
  const review = [{ path: 'annualGoal', reason: 'faint' }]
  await store.saveDocument(goldToResult(gold, 'original.txt'), runId)
  const [flags] = await countRows(file, ['review_flags'])
  const forms = scan.forms.map(form => ({ ...form, review: [...form.review, ...review] }))
  await store.saveDocument({ ...scan, forms }, runId)
  expect(await countRows(file, ['forms', 'duplicates', 'review_flags'])).toEqual([2, 2, 2 * flags! + 2])
})
