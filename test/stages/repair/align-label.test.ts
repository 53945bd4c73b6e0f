import { describe, expect, it } from 'vitest'
import type { CtcStep, Reading } from '../../../src/model/reading.ts'
import { alignLabel, evidenceOfReading, mostGap } from '../../../src/stages/repair/align-label.ts'
import { evidenceOf } from '../../../src/stages/repair/forced-alignment.ts'
import { ALIGNMENT_LIMITS } from '../../../src/stages/repair/limits.ts'
import { SLOTS } from './slots.ts'

/** One step a character: what was read, and what else was seen with its log probability. */
function seen(...steps: readonly (readonly [string, ...(readonly [string, number])[]])[]): CtcStep[] {
  return steps.flatMap(([read, ...others]): CtcStep[] => [[[read, -0.3], ...others, ['', -8]], [['', -0.001]]])
}

/** 仁云双益指标, as PP-OCR reads 社会效益指标 without its upper third. */
const CLIPPED = seen(['仁', ['社', -2]], ['云', ['会', -1.8]], ['双', ['效', -3]], ['益', ['盖', -4]], ['指'], ['标'])

describe('alignLabel', () => {
  it('finds the label that was seen where another text was read', () => {
    const found = alignLabel([evidenceOf(CLIPPED)], SLOTS.level2, mostGap(SLOTS.level2))
    expect(found?.label).toBe('社会效益指标')
    expect(found?.gap).toBeLessThan(ALIGNMENT_LIMITS.gap)
    expect(found?.cost).toBeLessThan(0.45)
  })

  it('takes no label that was not seen: a sure reading of another text', () => {
    const name = seen(['培'], ['训'], ['人'], ['次'], ['指'], ['标'])
    expect(alignLabel([evidenceOf(name)], SLOTS.level2, mostGap(SLOTS.level2))).toBeNull()
  })

  it('decides nothing between two labels that were seen alike', () => {
    const steps = seen(['数', ['质', -0.5]], ['量'], ['指'], ['标'])
    expect(alignLabel([evidenceOf(steps)], ['数量指标', '质量指标'], ALIGNMENT_LIMITS.gap)).toBeNull()
  })

  it('counts the halves of a cut label together', () => {
    const top = seen(['数', ['质', -1.5]], ['量'], ['指'], ['标'])
    const bottom = seen(['炕', ['质', -1], ['数', -7]], ['量'], ['指'], ['标'])
    const labels = ['数量指标', '质量指标']
    expect(alignLabel([top, bottom].map(evidenceOf), labels, ALIGNMENT_LIMITS.gap)?.label).toBe('质量指标')
    expect(alignLabel([evidenceOf(top)], labels, ALIGNMENT_LIMITS.gap)).toBeNull()
  })

  it('asks more of slots whose labels share no ending', () => {
    expect(mostGap(['经常性项目', '人员类'])).toBe(ALIGNMENT_LIMITS.gapWithoutEnding)
    expect(mostGap(SLOTS.level1)).toBe(ALIGNMENT_LIMITS.gap)
  })
})

it('a reading without posteriors is no evidence', () => {
  const reading: Reading = { text: '数量指标', confidence: 1, engine: 'tesseract' }
  expect(evidenceOfReading(reading)).toBeNull()
  expect(evidenceOfReading({ ...reading, posteriors: CLIPPED })).not.toBeNull()
})
