import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import type { FormRecord } from '../../src/model/form-record.ts'
import { formValues } from '../../src/model/form-values.ts'
import { rawText, replay } from '../../src/model/replay.ts'
import { keyOfDecision, type ReviewDecision, type Verdict } from '../../src/model/review-decision.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { textToPage } from '../../src/stages/open-text/text-to-page.ts'
import { DAMAGE_KINDS, damageForm } from '../corpus/damage-structure.ts'
import { generateForms } from '../corpus/generate.ts'
import { createRandom } from '../corpus/random.ts'
import { formToText } from '../corpus/to-text.ts'
import { expectReplay } from './expect-replay.ts'
import { seenPage } from './seen-pages.ts'

const library = loadFormLibrary()
const context = { library, form: 'auto', reviewBelow: 0.9 }
const truths = generateForms({ seed: 5, count: 120 })

/** A form: clean, damaged in its structure, misread here and there, or as a recogniser saw it, with alternatives to its characters. */
const pages = fc
  .record({
    form: fc.nat(truths.length - 1),
    seed: fc.nat(1000),
    way: fc.constantFrom('clean', 'damaged', 'misread', 'seen', 'seen'),
  })
  .map(({ form, seed, way }) => {
    const truth = truths[form]!
    const random = createRandom(seed, 'ledger')
    const clean = formToText(truth, { seed })
    const kind = DAMAGE_KINDS[seed % DAMAGE_KINDS.length]!
    const damaged = way === 'damaged' ? damageForm(truth, kind, seed) : null
    const text = damaged ?? clean
    const misread = way === 'misread' ? misreadText(text, () => random.int(0, 100)) : text
    return way === 'seen' ? [seenPage(damageForm(truth, kind, seed) ?? clean, seed)] : [textToPage(misread)]
  })

/** What repair has an answer for: spaces in labels and values, cut labels, wordings of the dictionary, stray widths. */
function misreadText(text: string, draw: () => number): string {
  const readings: ReadonlyArray<readonly [string, string]> = [
    ['社会效益指标', '仁云双益指标'],
    ['满意度指标', '满意度 指标'],
    ['数量指标', '数 量指标'],
    ['绩效', '缋效'],
    ['支出', '支岀'],
    ['(%)', ' (%)'],
    ['≥', '》'],
    ['特定目标类', '特定日标类'],
  ]
  return readings.reduce(
    (misread, [right, wrong]) => misread.split(right).reduce((a, b) => a + (draw() < 60 ? wrong : right) + b),
    text,
  )
}

const words = fc.oneof(
  fc.constantFrom('≥95.00(%)', '1,200.00', '2024-05-01', '效益指标', '完成率', ' 12 次 ', ''),
  fc.string({ unit: fc.constantFrom(...'满意度≥90(%)招商'), maxLength: 8 }),
)

/** Decisions about entries of the ledger and about values that no rule touched. */
function decisionsFor(
  form: FormRecord,
  choices: ReadonlyArray<{ at: number; verdict: Verdict; text: string }>,
): ReviewDecision[] {
  const values = formValues(form).map(({ path }) => ({
    path,
    before: replay(
      rawText(form.provenance, path),
      form.corrections.filter(correction => correction.path === path),
    ),
    correction: null,
  }))
  const entries = form.corrections.map(correction => ({ path: correction.path, before: correction.before, correction }))
  const all = [...entries, ...entries, ...entries, ...values]
  const made = choices.map(({ at, verdict, text }, index): ReviewDecision => {
    const { path, before, correction } = all[at % all.length]!
    const isEdited = verdict === 'edited' || correction === null
    return {
      sha256: 'x',
      sequence: form.sequence,
      path,
      before,
      verdict: isEdited ? 'edited' : verdict,
      text: isEdited ? text : null,
      correction,
      actor: 'Li',
      decidedAt: new Date(index * 1000).toISOString(),
    }
  })
  return [...new Map(made.map(decision => [keyOfDecision(decision), decision])).values()]
}

/** What was read, and where; how sure the value is follows what people decide. */
function origins({ provenance }: FormRecord) {
  return provenance.map(({ confidence: _, ...origin }) => origin)
}

const choices = fc.array(
  fc.record({ at: fc.nat(10_000), verdict: fc.constantFrom<Verdict>('accepted', 'rejected', 'edited'), text: words }),
  { maxLength: 12 },
)

/** Rules of every kind that these pages give work to. */
const RULES = ['label/glyph', 'choice/glyph', 'format/clean', 'posterior/characters', 'print/specks', 'rows/decode']

describe('final text = raw reading + ledger', () => {
  it('as the program makes it', () => {
    const used = new Set<string>()
    fc.assert(
      fc.property(pages, read => {
        for (const form of pagesToForms(read, context).forms) {
          expectReplay(form, library)
          for (const { rule } of form.corrections) used.add(rule)
        }
      }),
      { numRuns: 80, seed: 11 },
    )
    expect([...used]).toEqual(expect.arrayContaining(RULES))
  })

  it('whatever people decide and revoke, and taking every decision back is as if none had been made', () => {
    fc.assert(
      fc.property(pages, choices, fc.subarray(RULES), (read, chosen, revoked) => {
        const before = pagesToForms(read, context).forms
        const decisions = before.flatMap(form => decisionsFor(form, chosen))
        const revocations = revoked.map(rule => ({ rule, actor: 'Wang', revokedAt: '2026-02-03T04:05:06.000Z' }))
        const after = pagesToForms(read, { ...context, revocations }, decisions).forms
        for (const form of after) expectReplay(form, library)
        expect(after.map(origins)).toEqual(before.map(origins))
        expect(pagesToForms(read, context, []).forms).toEqual(before)
      }),
      { numRuns: 80, seed: 12 },
    )
  })
})
