import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { DraftForm, DraftValue } from '../../../src/model/draft-form.ts'
import type { CharReading, CtcStep, Reading } from '../../../src/model/reading.ts'
import { textTyping } from '../../../src/stages/normalise/type-text.ts'
import { rereadNumbers } from '../../../src/stages/repair/reread-numbers.ts'
import { draftOf, recognised } from './drafts.ts'

const { families, units } = loadFormLibrary()
const form = families[0]!.definition
const typing = textTyping({ form, units, fiscalYear: 2024 })

/** A reading with one step a character, sure of each but for what `seen` adds to it. */
function reading(text: string, seen: Readonly<Record<string, readonly (readonly [string, number])[]>> = {}): Reading {
  const posteriors = [...text].flatMap((char): CtcStep[] => [[[char, -0.01], ...(seen[char] ?? [])], [['', -0.001]]])
  return { text, confidence: 0.9, engine: 'ppocr-v4', posteriors }
}

function charsOf(text: string): CharReading[] {
  return [...text].map(char => ({ char, probability: 0.9, alternatives: [] }))
}

function reread({ amount, target }: { readonly amount?: DraftValue; readonly target?: DraftValue }): DraftForm {
  const fields = new Map(amount === undefined ? [] : [['funds.totalAnnual', amount]])
  const name = { text: '服务次数', cells: [] }
  const draft = draftOf({ formId: form.id, fields, name, target: target ?? name })
  return rereadNumbers(draft, { form, units, typing })
}

const POINT = { ':': [['.', -5]], ';': [[',', -3]] } as const

describe('rereadNumbers', () => {
  it('reads the marks of an amount as a form prints them, and asks a person to look', () => {
    const after = reread({ amount: recognised(reading('24;658,000:00', POINT)) })
    expect(after.fields.get('funds.totalAnnual')?.text).toBe('24,658,000.00')
    expect(after.review.map(flag => flag.path)).toEqual(['funds.totalAnnual'])
    expect(after.corrections).toMatchObject([
      { before: '24;658,000:00', decision: 'applied', rule: 'posterior/grammar' },
    ])
  })

  it('leaves alone what parses without a doubt', () => {
    const target = recognised(reading('≥90.00(%)', { '9': [['8', -0.7]] }))
    expect(reread({ target }).rows[0]!.value).toBe(target)
  })

  it('leaves alone what the recogniser did not see', () => {
    const target = recognised({ text: '≥1200:00(TB)', confidence: 0.9, engine: 'tesseract' })
    const after = reread({ target })
    expect(after.rows[0]!.value).toBe(target)
    expect(after.review).toEqual([])
  })

  it('takes a lost sign from the other look', () => {
    const other = { ...reading('≥96(%)'), text: '>96(%)' }
    const after = reread({ target: recognised(reading('96(%)'), [other]) })
    expect(after.rows[0]!.value.text).toBe('≥96(%)')
    expect(after.review).toHaveLength(1)
  })

  it('takes the operator that stands before a number which left ink unread, where the recogniser saw it', () => {
    const seen: CtcStep[] = [
      [
        ['', -0.7],
        ['≥', -2.5],
        ['=', -6],
      ],
      [['', -0.001]],
    ]
    const half = reading('98.2%')
    const lost: Reading = {
      ...half,
      confidence: 0.02,
      posteriors: [...seen, ...half.posteriors!],
      chars: charsOf('98.2%'),
    }
    const after = reread({ target: recognised(lost) })
    expect(after.rows[0]!.value.text).toBe('≥98.2%')
    expect(after.review).toHaveLength(1)
    const whole = recognised({ ...lost, confidence: 0.9 ** 5 })
    expect(reread({ target: whole }).rows[0]!.value).toBe(whole)
    const blank = recognised({ ...half, confidence: 0.02, chars: charsOf('98.2%') })
    expect(reread({ target: blank }).rows[0]!.value).toBe(blank)
  })

  it('counts what recognisers print for an operator as having seen it', () => {
    const after = reread({
      target: recognised(
        reading('K26(家)', {
          K: [
            ['《', -1],
            ['x', -9],
          ],
        }),
      ),
    })
    expect(after.rows[0]!.value.text).toBe('≤26(家)')
  })

  it('reads a unit again of which strokes were read as digits, and no digit before it', () => {
    const after = reread({
      target: recognised(
        reading('≥16.00(7)', {
          '7': [
            ['门', -3],
            ['x', -9],
          ],
        }),
      ),
    })
    expect(after.rows[0]!.value.text).toBe('≥16.00(门)')
    expect(after.review).toHaveLength(1)
    const ratio = recognised(reading('≥97%(2020:91%)'))
    expect(reread({ target: ratio }).rows[0]!.value).toBe(ratio)
  })

  it('proposes, and never applies, other digits', () => {
    const after = reread({ target: recognised(reading('2 63.00(%)'), [reading('≥63.00(%)')]) })
    expect(after.rows[0]!.value.text).toBe('2 63.00(%)')
    expect(after.corrections).toMatchObject([{ after: '≥63.00(%)', decision: 'proposed' }])
  })

  it('reads 一 where a dash was printed for it', () => {
    const after = reread({ target: recognised(reading('-次性通过', { '-': [['一', -2]] })) })
    expect(after.rows[0]!.value.text).toBe('一次性通过')
  })
})
