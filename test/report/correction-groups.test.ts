import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characterPairs } from '../../src/report/character-pairs.ts'
import { correctionGroups, precisionOf } from '../../src/report/correction-groups.ts'
import type { CorrectionOfForm } from '../../src/store/store.ts'
import { CORRECTION } from './marked-result.ts'

const pairs = (before: string, after: string, method = 'dictionary') =>
  characterPairs({ before, after, method }).map(({ read, meant }) => `${read}→${meant}`)

describe('characterPairs', () => {
  it.each([
    ['运维护容', '运维扩容', ['护→扩']],
    ['仁云双益指标', '社会效益指标', ['仁云双→社会效']],
    ['绩郊评介', '绩效评价', ['郊→效', '介→价']],
    ['招经费', '招商经费', ['→商']],
    ['招商商经费', '招商经费', ['商→']],
    ['𠮷祥物', '吉祥物', ['𠮷→吉']],
    ['社会责任双星指标', '社会效益指标', []],
    ['完全', '不同', []],
    ['', '效益指标', []],
  ])('%s → %s', (before, after, expected) => expect(pairs(before, after)).toEqual(expected))

  it('leaves out repairs of format and structure', () => {
    expect(pairs('≥60 (%)', '≥60(%)', 'format')).toEqual([])
    expect(pairs('效益', '效率', 'structure')).toEqual([])
  })

  it('never holds a character that stands in both at the same place, and none for equal texts', () => {
    const text = fc.string({ unit: fc.constantFrom(...'甲乙丙丁'), maxLength: 10 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = characterPairs({ before, after, method: 'label' })
        if (before === after) expect(found).toEqual([])
        for (const { read, meant } of found) expect(read).not.toBe(meant)
      }),
      { seed: 5 },
    )
  })
})

describe('correctionGroups', () => {
  const decided = { by: '李明', at: '2026-01-01T00:00:00.000Z' }
  const row = (file: string, part: Partial<CorrectionOfForm['correction']>): CorrectionOfForm => ({
    document: { path: `/${file}`, file, sha256: file, bytes: 1 },
    form: { sequence: 1, fiscalYear: 2024, projectName: null, competentDepartment: null },
    correction: { ...CORRECTION, before: '运维护容', after: '运维扩容', rule: 'dictionary/运维护容', ...part },
  })
  const rows = [
    row('a', { decision: 'proposed' }),
    row('a', { decision: 'accepted', decided }),
    row('b', { decision: 'accepted', decided }),
    row('b', { decision: 'accepted', decided, method: 'review', after: '运维扩展' }),
    row('c', { decision: 'rejected', decided }),
    row('c', { decision: 'applied', rule: 'label/glyph', before: '双星指标', after: '效益指标' }),
  ]
  async function* stream() {
    yield* rows
  }

  it('by rule: a person’s own text counts against the rule it replaces', async () => {
    const [first, second] = await correctionGroups(stream(), 'rule')
    expect(first).toMatchObject({
      key: 'dictionary/运维护容',
      count: 5,
      documents: 3,
      decisions: { applied: 0, proposed: 1, accepted: 2, edited: 1, rejected: 1 },
    })
    expect(precisionOf(first!.decisions)).toBe(0.5)
    expect(second).toMatchObject({ key: 'label/glyph', count: 1 })
    expect(precisionOf(second!.decisions)).toBeNull()
  })

  it('by document in their order, and by pair with the most frequent first', async () => {
    expect((await correctionGroups(stream(), 'document')).map(({ key, count }) => [key, count])).toEqual([
      ['a', 2],
      ['b', 2],
      ['c', 2],
    ])
    expect(
      (await correctionGroups(stream(), 'pair')).map(({ pair, count }) => [pair?.read, pair?.meant, count]),
    ).toEqual([
      ['护', '扩', 4],
      ['双星', '效益', 1],
      ['护容', '扩展', 1],
    ])
  })
})
