import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { printedAmount } from './form-table.ts'
import { generateForms } from './generate.ts'
import { LAYOUTS } from './layouts.ts'
import { formToText, textsToBundle } from './to-text.ts'
import { formTruthSchema } from './truth.ts'

const forms = generateForms({ seed: 11, count: 200 })
const seed = new URL('../../samples/', import.meta.url)
const seedText = readFileSync(new URL('minhang-2024.txt', seed), 'utf8')
const seedForms = readFileSync(new URL('minhang-2024.gold.jsonl', seed), 'utf8')
  .trim()
  .split('\n')
  .map(line => formTruthSchema.parse(JSON.parse(line)))

describe('formToText', () => {
  it('prints every value in a cell of its own', () => {
    for (const truth of forms) {
      const cells = new Set(formToText(truth, { seed: 1 }).split(/[\n\t]/))
      const { funds, projectName, annualGoal, plannedEnd, indicators } = truth
      const expected = [
        ...[projectName, annualGoal, plannedEnd],
        ...indicators.flatMap(row => [row.level1, row.level2, row.level3, row.value]),
        ...Object.values(funds).map(printedAmount),
      ]
      expect(expected.filter(cell => !cells.has(cell))).toEqual([])
    }
  })

  it('writes the undamaged form of the seed as the seed has it', () => {
    const truth = seedForms[1]
    const layout = LAYOUTS[2]
    if (!truth || !layout) throw new Error('the seed has changed')
    const texts = [1, 2, 3, 4, 5, 6].map(seed => formToText(truth, { seed, layout }).trimEnd())
    const inSeed = seedText.split('财政项目支出绩效目标申报表')[2] ?? ''
    expect(texts).toContain(`财政项目支出绩效目标申报表${inSeed}`.trimEnd())
  })

  it('uses every layout, and the same one for the same seed', () => {
    const widths = new Set(forms.map(truth => formToText(truth, { seed: 1 }).split('\n')[4]?.split('\t').length))
    expect(widths).toEqual(new Set(LAYOUTS.map(layout => layout.width)))
    expect(formToText(forms[0]!, { seed: 1 })).toBe(formToText(forms[0]!, { seed: 1 }))
  })

  it('binds forms into a bundle', () => {
    const texts = forms.slice(0, 3).map(truth => formToText(truth, { seed: 1 }))
    const bundle = textsToBundle(texts, '上海市嘉定区水务局', 2023)
    for (const text of texts) expect(bundle).toContain(text)
    expect(bundle.split('财政项目支出绩效目标申报表').length).toBe(4)
  })
})
