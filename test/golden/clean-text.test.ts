import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { cleanText } from '../../src/stages/normalise/format-text.ts'
import { textToPage } from '../../src/stages/open-text/text-to-page.ts'
import { proposeCorrections } from '../../src/stages/repair/propose.ts'
import { formsOfHalf } from '../bench/structure.ts'
import { generateProse } from '../corpus/prose.ts'
import { formToText } from '../corpus/to-text.ts'

const library = loadFormLibrary()
const withoutSpace = (text: string) => text.replace(/\s+/gu, '')
const digits = (text: string) => text.replace(/\D+/gu, ' ').trim()

describe.each(['tuning', 'test'] as const)('clean forms of the %s half', half => {
  const truths = formsOfHalf(half, 2024, 400)
  const read = truths.map((truth, index) => {
    const pages = [textToPage(formToText(truth, { seed: index }))]
    return { truth, forms: pagesToForms(pages, { library, form: 'auto', reviewBelow: 0.98 }).forms }
  })

  it('keep every name, digit and field', () => {
    for (const { truth, forms } of read) {
      expect(forms).toHaveLength(1)
      const textsOf = (name: string, value: string) => `${name} ${digits(value)}`
      expect(forms[0]!.indicators.map(row => textsOf(row.level3, row.value.text))).toEqual(
        truth.indicators.map(row => textsOf(row.level3, row.value)),
      )
      expect(forms[0]!.fields, truth.projectName).toMatchObject({
        projectName: truth.projectName,
        projectNature: truth.projectNature,
        projectCategory: truth.projectCategory,
        competentDepartment: truth.competentDepartment,
        implementingUnit: truth.implementingUnit,
        annualGoal: truth.annualGoal,
        plannedStart: truth.plannedStart,
        plannedEnd: truth.plannedEnd,
      })
    }
  })

  it('have no label, choice or wording changed', () => {
    const corrections = read.flatMap(({ forms }) => forms.flatMap(form => form.corrections))
    expect(corrections.filter(({ method }) => method !== 'format' && method !== 'structure')).toEqual([])
    for (const { path, before, after } of corrections.filter(({ method }) => method === 'format')) {
      expect(digits(after), path).toBe(digits(before))
      const kept = withoutSpace(after).normalize('NFKC')
      expect(
        withoutSpace(before)
          .normalize('NFKC')
          .replace(/\(汇总\)$/u, ''),
        path,
      ).toBe(kept)
    }
  })

  it('have their rows under the labels that stand above them; where words outweigh one, a person is told', () => {
    let rows = 0
    const misplaced: boolean[] = []
    for (const { truth, forms } of read)
      for (const [index, wanted] of truth.indicators.entries()) {
        const { level1, level2 } = forms[0]!.indicators[index]!
        rows += 1
        if (level1 !== wanted.level1 || level2 !== wanted.level2)
          misplaced.push(forms[0]!.review.some(({ path }) => path === `indicators[${index}].level2`))
      }
    expect(misplaced).not.toContain(false)
    expect(misplaced.length / rows).toBeLessThan(0.0015)
  })
})

describe('2,000 clean sentences', () => {
  const sentences = generateProse({ seed: 17, count: 2000 })

  it('keep every character but white space', () => {
    for (const sentence of sentences) expect(withoutSpace(cleanText(sentence))).toBe(withoutSpace(sentence))
  })

  it('get no proposal from any dictionary', () => {
    for (const { definition, dictionary } of library.families) {
      const texts = sentences.map((text, index) => ({ path: `${index}`, text, scope: 'prose' as const, place: null }))
      const proposals = proposeCorrections(texts, dictionary).map(({ before, reason }) => `${before}: ${reason}`)
      expect(proposals, definition.id).toEqual([])
    }
  })
})
