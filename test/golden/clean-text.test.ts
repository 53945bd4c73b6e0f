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
  const truths = formsOfHalf(half, 2024, 150)
  const read = truths.map((truth, index) => {
    const pages = [textToPage(formToText(truth, { seed: index }))]
    return { truth, forms: pagesToForms(pages, { library, form: 'auto', reviewBelow: 0.98 }).forms }
  })

  it('keep every label, name and digit', () => {
    for (const { truth, forms } of read) {
      expect(forms).toHaveLength(1)
      const printed = forms[0]!.indicators.map(({ level1, level2, level3, value }) => ({
        ...{ level1, level2, level3 },
        digits: digits(value.text),
      }))
      const wanted = truth.indicators.map(({ level1, level2, level3, value }) => ({
        ...{ level1, level2, level3 },
        digits: digits(value),
      }))
      expect(printed, truth.projectName).toEqual(wanted)
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

  it('have no label, choice or wording corrected', () => {
    const corrections = read.flatMap(({ forms }) => forms.flatMap(form => form.corrections))
    expect(corrections.filter(({ method }) => method !== 'format')).toEqual([])
    for (const { path, before, after } of corrections) {
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
