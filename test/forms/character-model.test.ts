import { describe, expect, it } from 'vitest'
import { trainCharacterModel } from '../../src/forms/character-model.ts'
import { loadFormLibrary } from '../../src/forms/form-library.ts'

describe('characters beside their neighbours', () => {
  const model = trainCharacterModel(['政务云租赁', '云主机租赁台数'])

  it('are known from the texts of the domain and from the general language', () => {
    expect(model.knows('务', '云', '')).toBe(true)
    expect(model.knows('凝', '土', '')).toBe(true)
    expect(model.knows('凝', '士', '')).toBe(false)
  })

  it('tell the beginning of a text from its end', () => {
    const ends = trainCharacterModel(['甪疒'])
    expect([ends.knows('', '甪', '\u0000'), ends.knows('\u0000', '疒', '')]).toEqual([true, true])
    expect([ends.knows('', '疒', '\u0000'), ends.knows('\u0000', '甪', '')]).toEqual([false, false])
  })

  it('weigh more where either has seen them, and the same where neither has', () => {
    expect(model.weight('凝', '土', '试')).toBeGreaterThan(20 * model.weight('凝', '士', '试'))
    expect(model.weight('', '云', '主')).toBeGreaterThan(model.weight('', '会', '主'))
    expect(model.weight('凝', '士', '试')).toBe(model.weight('凝', '壬', '试'))
  })

  it('are learned from every name of the family', () => {
    const { words, knownNames } = loadFormLibrary().families[0]!
    expect(knownNames.size).toBeGreaterThan(5000)
    const [first] = knownNames
    expect(words.knows('', [...first!][0]!, [...first!][1]!)).toBe(true)
  })
})
