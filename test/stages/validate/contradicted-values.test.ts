import { expect, test } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { Finding } from '../../../src/model/finding.ts'
import { contradictedValues } from '../../../src/stages/validate/contradicted-values.ts'

const { checks } = loadFormLibrary().families[0]!.definition
const about = { severity: 'warning', message: 'they differ', expected: null, actual: null, amountYuan: null } as const
const sum = checks.find(check => check.kind === 'sum')!
const target = checks.find(check => check.kind === 'target-vs-amount')!
const measurable = checks.find(check => check.kind === 'measurable')!

function pathsOf(findings: readonly Finding[], canBeMisread = (_path: string) => true): string[] {
  return contradictedValues(findings, checks, canBeMisread).map(({ path }) => path)
}

test('a sum that does not come out right doubts the total and its parts, a target beside an amount both', () => {
  expect(pathsOf([{ rule: sum.rule, path: sum.total, ...about }])).toEqual([sum.total, ...sum.parts])
  const found = pathsOf([{ rule: target.rule, path: 'indicators[0].value', ...about }])
  expect(found).toEqual(['indicators[0].value', target.amount])
})

test('values that cannot be misread are not doubted, nor are those of checks that compare nothing', () => {
  expect(pathsOf([{ rule: sum.rule, path: sum.total, ...about }], path => path === sum.parts[0])).toEqual([
    sum.parts[0],
  ])
  expect(pathsOf([{ rule: measurable.rule, path: 'indicators[1].value', ...about }])).toEqual([])
  expect(pathsOf([{ rule: 'duplicate-form', path: '', ...about }])).toEqual([])
})
