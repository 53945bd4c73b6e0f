import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { DraftForm, DraftValue } from '../../../src/model/draft-form.ts'
import type { CtcStep, Reading } from '../../../src/model/reading.ts'
import { textTyping } from '../../../src/stages/normalise/type-text.ts'
import { rereadNumbers } from '../../../src/stages/repair/reread-numbers.ts'

const { families, units } = loadFormLibrary()
const form = families[0]!.definition
const typing = textTyping({ form, units, fiscalYear: 2024 })

/** A reading with one step a character, sure of each but for what `seen` adds to it. */
function reading(text: string, seen: Readonly<Record<string, readonly (readonly [string, number])[]>> = {}): Reading {
  const posteriors = [...text].flatMap((char): CtcStep[] => [[[char, -0.01], ...(seen[char] ?? [])], [['', -0.001]]])
  return { text, confidence: 0.9, engine: 'ppocr-v4', posteriors }
}

function value(look: Reading, others: readonly Reading[] = []): DraftValue {
  const box = { x: 0, y: 0, width: 0.1, height: 0.1 }
  const place = { page: 1, box, pixels: box, line: null, column: null, cell: null }
  const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, cut: 'none' as const, place }
  return { text: look.text, cells: [{ ...cell, reading: { ...look, ...(others.length === 0 ? {} : { others }) } }] }
}

function reread({ amount, target }: { readonly amount?: DraftValue; readonly target?: DraftValue }): DraftForm {
  const name = { text: '服务次数', cells: [] }
  const row = { level1: null, level2: null, level1Cells: [], level2Cells: [], name, value: target ?? name }
  const draft: DraftForm = {
    ...{ sequence: 1, formId: form.id, pages: [1], fiscalYear: 2024 },
    fields: new Map(amount === undefined ? [] : [['funds.totalAnnual', amount]]),
    ...{ rows: [row], corrections: [], review: [], issues: [] },
  }
  return rereadNumbers(draft, { form, units, typing })
}

const POINT = { ':': [['.', -5]], ';': [[',', -3]] } as const

describe('rereadNumbers', () => {
  it('reads the marks of an amount as a form prints them, and asks a person to look', () => {
    const after = reread({ amount: value(reading('24;658,000:00', POINT)) })
    expect(after.fields.get('funds.totalAnnual')?.text).toBe('24,658,000.00')
    expect(after.review.map(flag => flag.path)).toEqual(['funds.totalAnnual'])
    expect(after.corrections).toMatchObject([
      { before: '24;658,000:00', decision: 'applied', rule: 'posterior/grammar' },
    ])
  })

  it('leaves alone what parses without a doubt', () => {
    const target = value(reading('≥90.00(%)', { '9': [['8', -0.7]] }))
    expect(reread({ target }).rows[0]!.value).toBe(target)
  })

  it('leaves alone what the recogniser did not see', () => {
    const target = value({ text: '≥1200:00(TB)', confidence: 0.9, engine: 'tesseract' })
    const after = reread({ target })
    expect(after.rows[0]!.value).toBe(target)
    expect(after.review).toEqual([])
  })

  it('takes a lost sign from the other look', () => {
    const other = { ...reading('≥96(%)'), text: '>96(%)' }
    const after = reread({ target: value(reading('96(%)'), [other]) })
    expect(after.rows[0]!.value.text).toBe('≥96(%)')
    expect(after.review).toHaveLength(1)
  })

  it('proposes, and never applies, other digits', () => {
    const after = reread({ target: value(reading('2 63.00(%)'), [reading('≥63.00(%)')]) })
    expect(after.rows[0]!.value.text).toBe('2 63.00(%)')
    expect(after.corrections).toMatchObject([{ after: '≥63.00(%)', decision: 'proposed' }])
  })

  it('reads 一 where a dash was printed for it', () => {
    const after = reread({ target: value(reading('-次性通过', { '-': [['一', -2]] })) })
    expect(after.rows[0]!.value.text).toBe('一次性通过')
  })
})
