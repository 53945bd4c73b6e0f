import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, queryToMatch, textToTerms } from '../../src/store/search-terms.ts'
import { textToSnippet } from '../../src/store/snippet.ts'
import { goldToResult, readGold } from './gold-result.ts'
import { temporaryStore } from './temporary-store.ts'

const gold = readGold()

/** What a person would find: forms in which every word stands in some searched text. */
function formsWith(...words: string[]): number {
  const has = (form: (typeof gold)[number], word: string) =>
    JSON.stringify([
      form.projectName,
      form.competentDepartment,
      form.implementingUnit,
      form.overallGoal,
      form.annualGoal,
      form.indicators.map(({ level3, value }) => [level3, value]),
    ]).includes(word)
  return gold.filter(form => words.every(word => has(form, word))).length
}

test.each([
  '满意',
  '招商',
  '招商经费',
  '长效管理机制健全性',
  '残疾人就业保障金',
  '闵',
  '90.00',
  '2024年10月底前完成',
  '100.00',
])('%s is found in every form it stands in, and in no other', async word => {
  const { store, runId } = await temporaryStore()
  await store.saveDocument(goldToResult(gold), runId)
  const { total, hits } = await store.search(word, { limit: 50 })
  expect(formsWith(word)).toBeGreaterThan(0)
  expect(total).toBe(formsWith(word))
  expect(hits).toHaveLength(total)
  for (const hit of hits) {
    expect(hit.matches[0]?.marks.length).toBeGreaterThan(0)
  }
})

test('several words must all occur, each anywhere in the form; the project that is named so comes first', async () => {
  const { store, runId } = await temporaryStore()
  await store.saveDocument(goldToResult(gold), runId)
  expect((await store.search('招商 满意')).total).toBe(formsWith('招商', '满意'))
  expect((await store.search('招商 没有的词')).total).toBe(0)
  const { hits } = await store.search('招商经费')
  expect(hits[0]).toMatchObject({ projectName: '招商经费', fiscalYear: 2024, file: 'minhang-2024.txt' })
  expect(hits[0]?.matches[0]).toMatchObject({ path: 'projectName', text: '招商经费', marks: [[0, 4]] })
})

test('width and case do not matter; operators of the search language are plain text', async () => {
  const { store, runId } = await temporaryStore()
  const one = { ...gold[0]!, projectName: 'ＣＰＵ服务器OR改造' }
  await store.saveDocument(goldToResult([one], 'one.txt'), runId)
  for (const text of ['cpu', 'CPU服务', '服务器or改造', 'ｏｒ', '"cpu"', 'cpu*', '(服务器', 'cpu NEAR']) {
    const words = text.includes('NEAR') ? 0 : 1
    expect((await store.search(text)).total, text).toBe(words)
  }
})

test.each(['', '  ', '≥', '（）'])('a search for "%s" says that there is nothing to search for', async text => {
  const { store } = await temporaryStore()
  await expect(store.search(text)).rejects.toMatchObject({ code: 'search-empty', exitStatus: 2 })
})

const han = fc.string({ unit: fc.constantFrom(...'满意度招商经费一𠮷'), minLength: 1, maxLength: 6 })

test('any piece of any text is found', async () => {
  const { store, runId } = await temporaryStore()
  const mixed = fc.string({ unit: fc.constantFrom(...'满意度招商a1 ，'), maxLength: 10 })
  const pieces = fc.tuple(mixed, han, fc.constantFrom('', '2024', '，', 'abc'), han, mixed)
  await fc.assert(
    fc.asyncProperty(pieces, async ([before, first, middle, second, after]) => {
      await store.saveDocument(
        goldToResult([{ ...gold[0]!, annualGoal: before + first + middle + second + after }], 'p.txt'),
        runId,
      )
      expect((await store.search(first + middle + second)).total).toBe(1)
      expect((await store.search(first)).total).toBe(1)
    }),
    { numRuns: 40, seed: 7 },
  )
})

test('terms: pairs and the last character of a run, words as they are', () => {
  expect(textToTerms('满意度≥90.00(%)CPU改造')).toStrictEqual(['满意', '意度', '度', '90.00', 'cpu', '改造', '造'])
  expect(textToTerms('𠮷野')).toStrictEqual(['𠮷野', '野'])
  expect(queryToMatch('满意度 满 90 服务2024')).toBe('"满意 意度" AND "满" * AND "90" * AND "服务 务 2024" *')
})

test('snippets cut long texts around the first mark and keep marks on the words', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      han,
      fc.string({ maxLength: 90 }),
      (before, word, after) => {
        const snippet = textToSnippet(before + word + after, [word])
        for (const [start, end] of snippet?.marks ?? []) {
          expect(foldText(snippet?.text.slice(start, end) ?? '')).toContain(word)
        }
        expect(snippet?.marks.length).toBeGreaterThan(0)
        expect(snippet?.text.length).toBeLessThanOrEqual(60 + 2)
      },
    ),
  )
  expect(textToSnippet('㎡和Ａｂｃ', ['abc'])).toStrictEqual({ text: '㎡和Ａｂｃ', marks: [[2, 5]] })
  expect(textToSnippet('㈠期', ['一'])).toStrictEqual({ text: '㈠期', marks: [[0, 1]] })
  expect(textToSnippet('没有', ['无'])).toBeNull()
})
