import { describe, expect, it } from 'vitest'
import { generateForms } from '../corpus/generate.ts'
import { alignTexts, editDistance } from './alignment.ts'
import { type ScoredForm, scoreForms } from './score.ts'

const [truth, other] = generateForms({ seed: 9, count: 2 }) as [ReturnType<typeof generateForms>[0], never]

const exported = (change: Partial<ScoredForm> = {}): ScoredForm => ({ ...truth, needsReview: [], ...change })

describe('scoreForms', () => {
  it('finds the truth itself right in every value', () => {
    const { score, errors } = scoreForms([truth, other], [other, truth])
    expect(errors).toEqual([])
    expect(score).toMatchObject({ forms: 2, formsFound: 2, extraForms: 0, silentErrors: 0, characterErrors: 0 })
    expect(score.rowsRight).toBe(truth.indicators.length + (other as typeof truth).indicators.length)
    expect(score.parsedRight).toBe(score.parsed)
  })

  it('counts a wrong label as silent only while nobody is told', () => {
    const indicators = truth.indicators.with(2, { ...truth.indicators[2]!, level2: '质量指标?' })
    const silent = scoreForms([truth], [exported({ indicators })]).score
    expect(silent).toMatchObject({ rowsSilentlyWrong: 1, silentErrors: 1, silentNumberErrors: 0, rowsFlagged: 0 })
    expect(silent.rowsRight).toBe(truth.indicators.length - 1)
    const told = scoreForms([truth], [exported({ indicators, needsReview: ['indicators[2].level2'] })]).score
    expect(told).toMatchObject({ rowsSilentlyWrong: 0, silentErrors: 0, rowsFlagged: 1, flagged: 1 })
    expect(told.rowsRight).toBe(silent.rowsRight)
  })

  it('takes widths and white space for the same, other digits not', () => {
    const row = truth.indicators.findIndex(r => r.number !== null)
    const withValue = (value: string) =>
      exported({ indicators: truth.indicators.with(row, { ...truth.indicators[row]!, value }) })
    const { value } = truth.indicators[row]!
    const wide = value.replace('(', ' （').replace('%', '％')
    expect(scoreForms([truth], [withValue(wide)]).score.silentErrors).toBe(0)
    expect(scoreForms([truth], [withValue(`${value}1`)]).score.silentNumberErrors).toBe(1)
  })

  it('counts lost and added rows and forms', () => {
    const lost = scoreForms([truth], [exported({ indicators: truth.indicators.slice(1) })]).score
    expect(lost).toMatchObject({ extraRows: 0, rowsSilentlyWrong: 1, rowsRight: truth.indicators.length - 1 })
    const added = { ...truth.indicators[0]!, level3: '多出的一行', value: '没有' }
    expect(scoreForms([truth], [exported({ indicators: [added, ...truth.indicators] })]).score.extraRows).toBe(1)
    expect(scoreForms([truth], []).score).toMatchObject({ forms: 1, formsFound: 0, rowsRight: 0 })
    expect(scoreForms([truth], [exported(), exported()]).score.extraForms).toBe(1)
  })

  it('pairs two years of one project by their order where it is told to', () => {
    const next = { ...truth, fiscalYear: truth.fiscalYear + 1 }
    const misread = exported({ projectName: `${truth.projectName}?` })
    expect(scoreForms([truth, next], [misread, next]).score.silentNumberErrors).toBe(2)
    const { score } = scoreForms([truth, next], [misread, next], { inOrder: true })
    expect(score).toMatchObject({ silentNumberErrors: 0, silentErrors: 1 })
  })

  it('tells a blank amount from zero', () => {
    const funds = { ...truth.funds, totalAnnual: null }
    expect(scoreForms([truth], [exported({ funds })]).score.silentNumberErrors).toBe(1)
  })
})

describe('alignTexts', () => {
  it('pairs in order and leaves out what has no partner', () => {
    expect(alignTexts(['甲乙丙', '丁戊己', '庚辛'], ['甲乙丙', '庚辛'])).toEqual([
      [0, 0],
      [1, -1],
      [2, 1],
    ])
    expect(alignTexts([], ['甲'])).toEqual([[-1, 0]])
  })

  it('measures distance in code points', () => {
    expect(editDistance('社会效益', '仁云双益')).toBe(3)
    expect(editDistance('', '𠮷野')).toBe(2)
  })
})
