import { describe, expect, it } from 'vitest'
import { CLIPPED_READINGS } from './clipped-labels.ts'
import { breakAtEveryRow, DAMAGE_KINDS, damageForm } from './damage-structure.ts'
import { generateForms } from './generate.ts'
import { formToText } from './to-text.ts'

const forms = generateForms({ seed: 5, count: 120 })
const cellsOf = (text: string) => text.split('\n').flatMap(line => line.split('\t'))

describe.each(DAMAGE_KINDS)('%s', kind => {
  const pairs = forms.map((truth, seed) => ({ truth, seed, text: damageForm(truth, kind, seed) }))
  const damaged = pairs.flatMap(({ text, ...pair }) => (text === null ? [] : [{ text, ...pair }]))

  it('finds a place in most forms and is the same for the same seed', () => {
    expect(damaged.length).toBeGreaterThan(forms.length * 0.8)
    for (const { truth, seed, text } of damaged) expect(damageForm(truth, kind, seed)).toBe(text)
  })

  it('changes the text but keeps every name, value and field', () => {
    for (const { truth, seed, text } of damaged) {
      expect(text).not.toBe(formToText(truth, { seed }))
      const cells = cellsOf(text)
      const expected = truth.indicators.flatMap(row => [row.level3, row.value])
      expected.push(truth.projectName, truth.annualGoal, truth.plannedStart)
      const printed = new Set(cells)
      expect(expected.filter(cell => !printed.has(cell))).toEqual([])
      expect(cells.filter(cell => cell === '0.00').length).toBe(
        Object.values(truth.funds).filter(amount => amount === '0.00').length,
      )
    }
  })
})

it('breaks a form once before each of its rows', () => {
  const truth = forms[0]!
  const texts = breakAtEveryRow(truth, 1)
  expect(new Set(texts).size).toBe(truth.indicators.length)
  for (const [i, text] of texts.entries()) {
    const after = text.split('\n\n').at(-1) ?? ''
    expect(cellsOf(after)).toContain(truth.indicators[i]!.level3)
    expect(after.split('\n').filter(Boolean).length).toBe(truth.indicators.length - i)
  }
})

it('knows clipped readings of every label, none of which is a label itself', () => {
  const labels = new Set(forms.flatMap(form => form.indicators.flatMap(row => [row.level1, row.level2])))
  for (const label of labels) expect(CLIPPED_READINGS.get(label)?.length).toBeGreaterThan(0)
  const readings = [...CLIPPED_READINGS.values()].flat()
  expect(readings.length).toBeGreaterThan(100)
  expect(readings.filter(reading => CLIPPED_READINGS.has(reading))).toEqual([])
})
