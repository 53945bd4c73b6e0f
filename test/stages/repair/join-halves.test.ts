import { describe, expect, it } from 'vitest'
import { joinHalves } from '../../../src/stages/repair/join-halves.ts'
import { repairLabel } from '../../../src/stages/repair/repair-label.ts'
import { SLOTS } from './slots.ts'
import { cutReadings, glyphs, seedTexts } from './vocabulary.ts'

describe('a page break between two lines of a label', () => {
  it.each([
    ['服务对象满', '意度指标', '服务对象满意度指标'],
    ['可持续', '影响指标', '可持续影响指标'],
    ['社会效', '益指标', '社会效益指标'],
    ['社会双', '益指标', '社会效益指标'],
    ['', '仁云双益指标', '社会效益指标'],
  ])('%s + %s is %s', (top, bottom, label) => {
    expect(joinHalves(top, bottom, SLOTS.level2, glyphs)).toMatchObject({ label, accepted: true })
  })
})

describe('a page break through a line of a label (test half of what PP-OCR read)', () => {
  const cases = cutReadings('test')
  const results = cases.map(({ slot, label, top, bottom }) => ({
    label,
    joined: joinHalves(top, bottom, SLOTS[slot], glyphs),
    alone: [top, bottom].map(half => repairLabel(half, SLOTS[slot], glyphs)),
  }))
  const share = (holds: (result: (typeof results)[number]) => boolean) => results.filter(holds).length / results.length

  it('is found in 98% and accepted in 80% of 183, never wrongly', () => {
    expect(cases.length).toBeGreaterThan(150)
    expect(share(({ label, joined }) => joined.label === label)).toBeGreaterThanOrEqual(0.98)
    expect(share(({ joined }) => joined.accepted)).toBeGreaterThanOrEqual(0.8)
    expect(share(({ label, joined }) => joined.accepted && joined.label !== label)).toBe(0)
  })

  it('is found more often than from either half alone', () => {
    for (const half of [0, 1])
      expect(share(({ label, alone }) => alone[half]?.label === label)).toBeLessThan(
        share(({ label, joined }) => joined.label === label) - 0.05,
      )
  })
})

it('takes no two readings of an indicator name for a label, nor its two halves', () => {
  const taken = [...new Set(seedTexts().names)].filter(name =>
    Object.values(SLOTS).some(labels => {
      const middle = name.length >> 1
      return (
        joinHalves(name, name, labels, glyphs).accepted ||
        joinHalves(name.slice(0, middle), name.slice(middle), labels, glyphs).accepted
      )
    }),
  )
  expect(taken).toEqual([])
})
