import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GlyphTable } from '../../../src/forms/glyph-table.ts'
import { labelCost, rankLabels } from '../../../src/stages/repair/label-distance.ts'
import { repairLabel } from '../../../src/stages/repair/repair-label.ts'
import { generateForms } from '../../corpus/generate.ts'
import { createRandom } from '../../corpus/random.ts'
import { SLOTS, type Slot } from './slots.ts'
import { clippedReadings, glyphs, halfOf, seedTexts } from './vocabulary.ts'

const slots = Object.entries(SLOTS) as [Slot, readonly string[]][]

describe('the damaged labels of the seed', () => {
  it.each([
    ['仁云双益指标', 'level2', '社会效益指标'],
    ['双星指标', 'level1', '效益指标'],
    ['社会责任双星指标', 'level2', '社会效益指标'],
  ] as const)('%s in %s is %s', (read, slot, label) => {
    expect(repairLabel(read, SLOTS[slot], glyphs)).toMatchObject({ label, accepted: true })
  })
})

describe('pieces of labels', () => {
  it.each([
    ['社会效', 'level2', '社会效益指标'],
    ['会效益指标', 'level2', '社会效益指标'],
    ['云双益指标', 'level2', '社会效益指标'],
    ['益指标', 'level1', '效益指标'],
    ['象满意度指标', 'level2', null],
    ['益指标', 'level2', null],
    ['指标', 'level2', null],
    ['服务对象满意度', 'level2', null],
  ] as const)('%s in %s: %s', (read, slot, label) => {
    const repaired = repairLabel(read, SLOTS[slot], glyphs)
    expect(repaired.accepted ? repaired.label : null).toBe(label)
  })
})

it('changes no clean label of any vocabulary, in its own slot or in another', () => {
  const known = new Set(Object.values(SLOTS).flat())
  for (const [, labels] of slots)
    for (const label of known) {
      const repaired = repairLabel(label, labels, glyphs, { known })
      if (repaired.accepted) expect(repaired.label).toBe(label)
      expect(repaired.accepted).toBe(labels.includes(label))
    }
})

it('takes none of more than 1,000 indicator names for a label', () => {
  const names = new Set([
    ...seedTexts().names,
    ...generateForms({ seed: 3, count: 600 }).flatMap(form => form.indicators.map(indicator => indicator.level3)),
    ...readFileSync(new URL('../../../pipelines/performance-goal/indicator-names.csv', import.meta.url), 'utf8')
      .split('\n')
      .slice(1)
      .map(line => line.split(',')[1] ?? ''),
  ])
  expect(names.size).toBeGreaterThan(1_000)
  const taken = [...names].flatMap(name =>
    slots.filter(([, labels]) => repairLabel(name, labels, glyphs).accepted).map(([slot]) => `${slot}: ${name}`),
  )
  expect(taken).toEqual([])
})

/** How often the best label is the right one, is accepted, and is accepted though wrong. */
function tally(cases: readonly { slot: Slot; label: string; read: string }[], table: GlyphTable) {
  const results = cases.map(({ slot, label, read }) => ({ label, repaired: repairLabel(read, SLOTS[slot], table) }))
  const accepted = results.filter(({ repaired }) => repaired.accepted)
  return {
    cases: cases.length,
    right: results.filter(({ label, repaired }) => repaired.label === label).length / cases.length,
    accepted: accepted.length / cases.length,
    wrong: accepted.filter(({ label, repaired }) => repaired.label !== label).length,
  }
}

describe('labels that PP-OCR read with 20-45% of their top or bottom gone (test half, faces unknown to the table)', () => {
  const clipped = clippedReadings('test').filter(reading => reading.side !== 'none')
  const blind: GlyphTable = { ...glyphs, neighbours: () => new Map() }

  it('are found in 99% and accepted in 94% of 496, never wrongly', () => {
    const { cases, right, accepted, wrong } = tally(clipped, glyphs)
    expect(cases).toBeGreaterThan(450)
    expect(right).toBeGreaterThanOrEqual(0.99)
    expect(accepted).toBeGreaterThanOrEqual(0.94)
    expect(wrong).toBe(0)
  })

  it('are accepted more often than by plain edit distance', () => {
    expect(tally(clipped, glyphs).accepted - tally(clipped, blind).accepted).toBeGreaterThan(0.08)
  })

  it('are left alone where the reading is whole', () => {
    const whole = clippedReadings('test').filter(reading => reading.side === 'none' && reading.read === reading.label)
    expect(tally(whole, glyphs)).toMatchObject({ right: 1, accepted: 1, wrong: 0 })
  })
})

/** Arbitrary damage without regard to shape: one character replaced, one or two invented, one lost. */
function noise(kind: 'substituted' | 'invented' | 'lost') {
  const strangers = [
    ...'的了在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面',
  ]
  return slots
    .flatMap(([slot, labels]) =>
      labels.flatMap(label =>
        Array.from({ length: 12 }, (_, seed) => {
          const random = createRandom(kind, label, seed)
          const chars = [...label]
          const at = random.int(0, chars.length - 1)
          if (kind === 'substituted') chars[at] = random.pick(strangers)
          if (kind === 'lost') chars.splice(at, 1)
          if (kind === 'invented') chars.splice(at, 0, ...random.shuffle(strangers).slice(0, random.int(1, 2)))
          return { slot, label, read: chars.join(''), half: halfOf(label, seed) }
        }),
      ),
    )
    .filter(damaged => damaged.half === 'test')
}

describe('labels damaged without regard to shape (test half)', () => {
  it.each([
    ['substituted', 0.97, 0.65],
    ['invented', 0.99, 0.85],
    ['lost', 0.95, 0.7],
  ] as const)('%s: found in %s, accepted in %s, at most one in a hundred wrong', (kind, right, accepted) => {
    const result = tally(noise(kind), glyphs)
    expect(result.right).toBeGreaterThanOrEqual(right)
    expect(result.accepted).toBeGreaterThanOrEqual(accepted)
    expect(result.wrong / result.cases).toBeLessThanOrEqual(0.01)
  })
})

describe('rankLabels', () => {
  it('is the full ranking up to its limit', () => {
    const labels = [...new Set(Object.values(SLOTS).flat())]
    const read = fc.oneof(
      fc.constantFrom(...clippedReadings('tuning').map(reading => reading.read)),
      fc.string({ unit: fc.constantFrom(...'社会效益指标经济成本双星云仁木'), maxLength: 12 }),
    )
    fc.assert(
      fc.property(read, fc.boolean(), (text, clipped) => {
        const all = rankLabels(text, labels, glyphs, { clipped, atMost: Number.POSITIVE_INFINITY })
        expect(rankLabels(text, labels, glyphs, { clipped, atMost: 0.45 })).toEqual(all.filter(c => c.cost <= 0.45))
        for (const { text: label, cost } of all) expect(labelCost(text, label, glyphs, { clipped })).toBe(cost)
      }),
    )
  })

  it('costs nothing for the label itself, and never less than nothing', () => {
    for (const label of SLOTS.level2) expect(labelCost(label, label, glyphs, { clipped: true })).toBe(0)
    expect(labelCost('', '效益指标', glyphs, { clipped: true })).toBeGreaterThan(1)
    expect(labelCost('效益指标', '', glyphs, { clipped: true })).toBeGreaterThan(0.8)
  })
})
