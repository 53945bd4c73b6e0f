import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { CharReading, Reading } from '../../../src/model/reading.ts'
import { CONTRADICTED } from '../../../src/model/reading-credit.ts'
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

  it('lift the doubt of two looks that differ, and no other: what a line across the cell was denied stays denied', () => {
    const [one, other] = [reading('救助站开放率'), reading('教助站开放率')]
    const differing = { ...one, others: [other], confidence: one.confidence * CONTRADICTED }
    const plain = weighCharacters(differing, model)!.confidence
    expect(plain).toBeGreaterThan(0.9)
    const crossed = { ...differing, confidence: differing.confidence * 0.5 }
    expect(weighCharacters(crossed, model)!.confidence).toBeCloseTo(plain * 0.5, 3)
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

  it.each(['第#季度', '第#批', '#期工程完工率', '每年#次', '#级响应', '提前#天'])(
    'leave every numeral of %s alone',
    template => {
      const numerals = [...'一二三四五六七八九十百千万亿两半零']
      for (const read of numerals) {
        for (const behind of numerals.filter(other => other !== read)) {
          const doubtful = reading(template.replace('#', `${read}0.6|${behind}0.39`))
          const weighed = weighCharacters(doubtful, model)!
          expect(weighed.text).toBe(template.replace('#', read))
          expect(weighed.confidence).toBeLessThan(0.61)
        }
      }
    },
  )

  it('do not forget that two looks differ in a digit', () => {
    const second = reading('2025年维修数量')
    const first = { ...reading('2024年维修数量', [second]), confidence: 0.46 }
    expect(weighCharacters(first, model)!.confidence).toBeLessThan(0.5)
  })

  it('make nothing surer of which the domain knows nothing', () => {
    const unknown = reading('㐂0.65|㐃0.0001㐄')
    expect(weighCharacters(unknown, model)!.confidence).toBeLessThanOrEqual(0.65)
  })

  it('say nothing of a text whose characters the engine does not tell', () => {
    expect(weighCharacters({ text: '竣工', confidence: 1, engine: 'pdf-text' }, model)).toBeNull()
  })
})
