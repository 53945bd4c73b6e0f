import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { Reading } from '../../../src/model/reading.ts'
import { weighTexts } from '../../../src/stages/repair/weigh-texts.ts'
import { draftOf, recognised } from './drafts.ts'

const library = loadFormLibrary()
const family = library.families[0]!
const context = { ...family, organisations: library.organisations }

/** What was read, with the character of another text behind each that differs. */
function looking(read: string, behind: string, probability: number, behindProbability: number): Reading {
  const others = [...behind]
  const chars = [...read].map((char, i) => {
    const isSure = char === others[i]
    const alternatives = isSure ? [] : [{ char: others[i]!, probability: behindProbability }]
    return { char, probability: isSure ? 0.9999 : probability, alternatives }
  })
  const confidence = chars.reduce((product, char) => product * char.probability, 1)
  return { text: read, confidence, engine: 'ppocr-v4', chars }
}

function weighedName(look: Reading) {
  const draft = weighTexts(
    draftOf({ formId: family.definition.id, name: recognised(look) }),
    family.definition,
    context,
  )
  return { text: draft.rows[0]!.name.text, corrections: draft.corrections }
}

describe('texts weighed against the words of the domain', () => {
  it('take what the picture shows too and the language has a word for', () => {
    const { text, corrections } = weighedName(looking('见面功阻潜在被害人', '见面劝阻潜在被害人', 0.8, 0.18))
    expect(text).toBe('见面劝阻潜在被害人')
    expect(corrections).toMatchObject([{ rule: 'posterior/characters', decision: 'applied' }])
  })

  it('are only proposed where one is hardly likelier than the other', () => {
    const { text, corrections } = weighedName(looking('重点区域视频监控补盲', '重点区域视频监控补育', 0.8, 0.18))
    expect(text).toBe('重点区域视频监控补盲')
    expect(corrections.filter(({ decision }) => decision === 'applied')).toEqual([])
  })

  it('stay as they are where they are known names, whatever other known name the picture shows too', () => {
    const names = [...family.knownNames].filter(name => /^\p{Script=Han}+$/u.test(name))
    const withHole = new Map<string, string[]>()
    for (const name of names)
      for (const i of [...name].keys()) {
        const key = `${name.slice(0, i)}_${name.slice(i + 1)}`
        withHole.set(key, [...(withHole.get(key) ?? []), name])
      }
    const pairs = [...withHole.values()].flatMap(alike =>
      alike.flatMap(a => alike.filter(b => b !== a).map(b => [a, b] as const)),
    )
    expect(pairs.length).toBeGreaterThan(300)
    for (const [read, behind] of pairs)
      expect(weighedName(looking(read, behind, 0.75, 0.2))).toEqual({ text: read, corrections: [] })
  })
})
