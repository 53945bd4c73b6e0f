import { expect, it } from 'vitest'
import { generateForms } from '../corpus/generate.ts'
import { splitOf } from '../corpus/split.ts'
import { formsOfHalf, runStructureBench, STRUCTURE_KINDS, structureTable } from './structure.ts'

const known = generateForms({ seed: 2024, count: 400 })
/** Knows the truth by heart: every text holds exactly one project of the bench. */
const oracle = async (text: string) => {
  const year = Number(/\((\d{4})年度\)/.exec(text)?.[1])
  const cells = new Set(text.split(/[\n\t]/))
  return known.filter(form => form.fiscalYear === year && cells.has(form.projectName) && cells.has(form.annualGoal))
}

it('gives full marks to a reader without faults and none to one that finds nothing', async () => {
  const options = { formsPerHalf: 4 }
  const perfect = await runStructureBench(oracle, options)
  expect(perfect.map(result => result.kind)).toEqual([...STRUCTURE_KINDS, 'all', ...STRUCTURE_KINDS, 'all'])
  for (const { score, texts } of perfect) {
    expect(texts).toBeGreaterThan(0)
    expect(score.rowsRight).toBe(score.rows)
    expect(score.silentErrors).toBe(0)
  }
  const blind = await runStructureBench(async () => [], options)
  for (const { score } of blind) expect(score).toMatchObject({ formsFound: 0, rowsRight: 0 })
  expect(structureTable(blind)).toContain('| all | test |')
})

it('never shows one half a project of the other', () => {
  const families = (half: 'tuning' | 'test') =>
    new Set(formsOfHalf(half, 2024, 100).map(form => splitOf(form.projectName)))
  expect(families('tuning')).toEqual(new Set(['tuning']))
  expect(families('test')).toEqual(new Set(['test']))
})
