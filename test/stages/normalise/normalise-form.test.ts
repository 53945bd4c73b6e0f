import { expect, test } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { DraftForm, DraftValue } from '../../../src/model/draft-form.ts'
import type { Reading } from '../../../src/model/reading.ts'
import { normaliseForm } from '../../../src/stages/normalise/normalise-form.ts'
import { seen } from '../seen-value.ts'
import { sharedUnits } from './shared-units.ts'

const form = loadFormLibrary().families[0]!.definition
function printed(text: string): DraftValue {
  const { cells } = seen(text)
  return {
    text,
    cells: cells.map(cell => ({ ...cell, reading: { text, confidence: 1, engine: 'pdf-text' } })),
  }
}

/** What is doubtful about the target of a form with one row. */
function doubtsOfValue(value: DraftValue): string[] {
  const row = {
    level1: '产出指标',
    level2: '数量指标',
    level1Cells: [],
    level2Cells: [],
    name: printed('师生比'),
    value,
  }
  const draft: DraftForm = {
    ...{ sequence: 1, formId: form.id, pages: [1], fiscalYear: 2024, fields: new Map(), rows: [row] },
    ...{ corrections: [], review: [], issues: [] },
  }
  const { review } = normaliseForm(draft, { form, units: sharedUnits, reviewBelow: 0.9 })
  return review.filter(({ path }) => path === 'indicators[0].value').map(({ reason }) => reason)
}

test('a colon among digits that a recogniser saw is doubted, one in a text layer is not', () => {
  expect(doubtsOfValue(seen('≤155:36(万元)'))).toEqual([expect.stringContaining('a colon inside "155:36"')])
  expect(doubtsOfValue(seen('1：18')).join()).toContain('a colon inside "1：18"')
  expect(doubtsOfValue(seen('≤155.36(万元)')).join()).not.toContain('colon')
  expect(doubtsOfValue(printed('1:18')).join()).not.toContain('colon')
})

test('what speaks against a digit is told, however sure its characters are', () => {
  const [cell] = seen('≥95.00(%)').cells
  const withReading = (change: Partial<Reading>): DraftValue => ({
    text: '≥95.00(%)',
    cells: [{ ...cell!, reading: { ...cell!.reading, ...change } }],
  })
  expect(doubtsOfValue(seen('≥95.00(%)'))).toEqual([])
  expect(doubtsOfValue(withReading({ confidence: 0.02 })).join()).toContain('ink beside what was read')
  expect(doubtsOfValue(withReading({ others: [seen('≥96.00(%)').cells[0]!.reading] })).join()).toContain('other digits')
  expect(doubtsOfValue(withReading({ others: [seen('≥95.00（%）').cells[0]!.reading] }))).toEqual([])
})
