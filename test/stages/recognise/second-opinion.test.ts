import { describe, expect, it } from 'vitest'
import type { CharReading, Reading } from '../../../src/model/reading.ts'
import { combineReadings } from '../../../src/stages/recognise/second-opinion.ts'

function reading(text: string, probability: number, doubted = ''): Reading {
  const chars = [...text].map(
    (char): CharReading => ({ char, probability, alternatives: [], ...(char === doubted ? { isDoubted: true } : {}) }),
  )
  return { text, confidence: chars.reduce((product, char) => product * char.probability, 1), engine: 'ppocr-v4', chars }
}

describe('two looks at a line', () => {
  it('that agree are surer than each', () => {
    const { confidence, others } = combineReadings(reading('4%', 0.9), reading('4%', 0.8))
    expect(confidence).toBeCloseTo(0.98 ** 2)
    expect(others).toBeUndefined()
  })

  it('that differ keep the other, and stand at half their worth', () => {
    const combined = combineReadings(reading('4%', 0.9), reading('4‰', 0.8))
    expect(combined).toMatchObject({ text: '4%', others: [{ text: '4‰' }] })
    expect(combined.confidence).toBeCloseTo(0.9 ** 2 / 2)
  })

  it.each([
    [reading('4%', 0.6, '%'), reading('4%', 0.999)],
    [reading('4%', 0.999), reading('4%', 0.6, '%')],
  ])('do not lift what the ink spoke against in one of them', (first, second) => {
    const [, sign] = combineReadings(first, second).chars!
    expect(sign).toMatchObject({ char: '%', probability: 0.6, isDoubted: true })
  })
})
