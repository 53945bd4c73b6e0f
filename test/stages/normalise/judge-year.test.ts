import { describe, expect, test } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { DraftForm } from '../../../src/model/draft-form.ts'
import type { TextLine } from '../../../src/model/page-reading.ts'
import type { Reading } from '../../../src/model/reading.ts'
import { judgeYear } from '../../../src/stages/normalise/judge-year.ts'

const form = loadFormLibrary().families[0]!.definition
const place = { page: 1, box: null, pixels: { x: 0, y: 0, width: 100, height: 20 }, line: null, column: null }

function recognised(text: string, probability: number | ((char: string) => number), others: string[] = []): Reading {
  const of = typeof probability === 'number' ? () => probability : probability
  const chars = [...text].map(char => ({ char, probability: of(char), alternatives: [] }))
  const confidence = chars.reduce((product, char) => product * char.probability, 1)
  const looks = others.map(other => ({ text: other, confidence: 1, engine: 'tesseract' }))
  return { text, confidence, engine: 'ppocr-v4', chars, others: looks }
}
const printed = (text: string): Reading => ({ text, confidence: 1, engine: 'pdf-text' })

function judged(year: number, readings: readonly Reading[], fields: Record<string, string | null> = {}) {
  const yearLines = readings.map((reading): TextLine => ({ kind: 'line', page: 1, reading, place }))
  const draft: DraftForm = {
    ...{ sequence: 1, formId: form.id, pages: [1], fiscalYear: year, yearLines, fields: new Map(), rows: [] },
    ...{ corrections: [], review: [], issues: [] },
  }
  const { doubts, issues } = judgeYear(draft, fields, { form, reviewBelow: 0.98 })
  return { doubts: doubts.join('; '), codes: issues.map(({ code }) => code) }
}
const silent = { doubts: '', codes: [] }

describe('the fiscal year', () => {
  test('that was read cleanly is not doubted', () => {
    expect(judged(2024, [recognised('（２０２４年度）', 0.999, ['(2024年度)'])])).toEqual(silent)
    expect(judged(2024, [printed('(2024年度)')])).toEqual(silent)
    const dates = { plannedStart: '2023-03-01', plannedEnd: '2025-12-31' }
    expect(judged(2024, [printed('(2024年度)')], dates)).toEqual(silent)
  })

  test('is as sure as its digits, whatever stands around them', () => {
    expect(judged(2021, [recognised('(2021年度)', 0.35)]).doubts).toContain('a probability of only')
    const sureDigits = recognised('填报(2024年度)', char => (/\d/u.test(char) ? 0.999 : 0.3))
    expect(judged(2024, [sureDigits])).toEqual(silent)
  })

  test('is doubted where another look shows another one', () => {
    expect(judged(2021, [recognised('(2021年度)', 0.999, ['(2024年度)'])]).doubts).toContain('other digits')
    expect(judged(2021, [recognised('(2021年度)', 0.999, ['(202年度)'])]).doubts).toContain('other digits')
    expect(judged(2024, [recognised('(2024年度)', 0.999, ['2024年廣 12'])])).toEqual(silent)
  })

  test('is doubted where no plan can be of that year, or a digit stands before it', () => {
    expect(judged(2921, [printed('(2921年度)')]).doubts).toContain('2921 is no year of a plan')
    expect(judged(2024, [printed('(12024年度)')]).doubts).toContain('a digit stands before')
  })

  test('contradicts other lines and the planned dates: wrong-year', () => {
    const lines = judged(2024, [printed('(2024年度)'), printed('2023年度预算')])
    expect(lines).toEqual({ doubts: expect.stringContaining('name 2024 and 2023'), codes: ['wrong-year'] })
    const dates = { plannedStart: '2024-01-01', plannedEnd: '2024-12-31' }
    const early = judged(2021, [printed('(2021年度)')], dates)
    expect(early).toEqual({ doubts: expect.stringContaining('outside the planned dates'), codes: ['wrong-year'] })
    expect(judged(2021, [printed('(2021年度)')], { ...dates, plannedEnd: null })).toEqual(silent)
  })
})
