import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { CharReading, Reading } from '../../../src/model/reading.ts'
import { weighCharacters } from '../../../src/stages/repair/weigh-characters.ts'

const model = loadFormLibrary().families[0]!.words

/** Reads `竣0.1|峻0.9工` as 峻 (with 竣 behind it) and a sure 工: of several, the likeliest is the character read. */
function reading(pattern: string, others: readonly Reading[] = []): Reading {
  const chars = [...pattern.matchAll(/(?:.\d?\.\d+\|)+.\d?\.\d+|./gu)].map(([part]): CharReading => {
    const seen = part.includes('|')
      ? part.split('|').map(each => ({ char: [...each][0]!, probability: Number([...each].slice(1).join('')) }))
      : [{ char: part, probability: 0.999 }]
    const [first, ...rest] = seen.sort((a, b) => b.probability - a.probability)
    return { ...first!, alternatives: rest }
  })
  const confidence = chars.reduce((product, { probability }) => product * probability, 1)
  return { text: chars.map(({ char }) => char).join(''), confidence, engine: 'ppocr-v4', chars, others }
}

describe('characters weighed against the words of the domain', () => {
  it.each([
    ['峻0.6|竣0.3工验收合格率', '竣工验收合格率'],
    ['反诈宜0.7|宣0.2传工作完成率', '反诈宣传工作完成率'],
    ['服务对象满意度', '服务对象满意度'],
  ])('%s is %s', (pattern, text) => {
    expect(weighCharacters(reading(pattern), model)?.text).toBe(text)
  })

  it('take what only the other look saw', () => {
    const first = reading('教0.8|赦0.1助站开放率')
    expect(weighCharacters(first, model)?.text).toBe('教助站开放率')
    expect(weighCharacters(reading('教0.8|赦0.1助站开放率', [reading('救助站开放率')]), model)?.text).toBe(
      '救助站开放率',
    )
  })

  it('make a reading surer that the domain knows, and doubt one that it has a better word for', () => {
    const plain = reading('满0.8|漓0.1意度')
    expect(weighCharacters(plain, model)!.confidence).toBeGreaterThan(plain.confidence)
    const wrong = reading('峻0.9|竣0.05工验收')
    expect(weighCharacters(wrong, model)!.confidence).toBeLessThan(wrong.confidence)
  })

  it('leave digits, signs and letters alone, whatever the engine saw behind them', () => {
    const other = fc.constantFrom(...'0123456789.,%‰≥≤=()ABkWh')
    fc.assert(
      fc.property(fc.array(fc.tuple(other, other), { minLength: 1, maxLength: 12 }), pairs => {
        const chars = pairs.map(([char, behind]) => ({
          char,
          probability: 0.51,
          alternatives: [{ char: behind, probability: 0.49 }],
        }))
        const text = chars.map(({ char }) => char).join('')
        expect(weighCharacters({ text, confidence: 0.5, engine: 'ppocr-v4', chars }, model)?.text).toBe(text)
      }),
    )
  })

  it('say nothing of a text whose characters the engine does not tell', () => {
    expect(weighCharacters({ text: '竣工', confidence: 1, engine: 'pdf-text' }, model)).toBeNull()
  })
})
