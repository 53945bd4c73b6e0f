import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import { blankFields } from '../../../src/stages/normalise/blank-fields.ts'

const form = loadFormLibrary().families[0]!.definition
const check = form.checks.find(each => each.kind === 'sum')!
const sum = check.kind === 'sum' ? { total: check.total, parts: check.parts } : { total: '', parts: [] }
const paths = (fields: Record<string, string | null>) => blankFields(fields, form).map(({ path }) => path)
const withParts = (total: string | null, ...parts: readonly (string | null)[]) =>
  paths({ [sum.total]: total, ...Object.fromEntries(sum.parts.map((path, i) => [path, parts[i] ?? null])) })

describe('blank amounts', () => {
  it('are doubtful beside others of their sum', () => {
    expect(withParts(null, null, '0.00', '0.00')).toEqual([sum.total, sum.parts[0]])
    expect(withParts('5.00')).toEqual(sum.parts)
  })
  it('are none where all are blank, or a part is not', () => {
    expect(withParts(null)).toEqual([])
    expect(withParts('5.00', '5.00')).toEqual([])
  })
})

describe('blank dates', () => {
  it('are doubtful beside the other one, not together', () => {
    expect(paths({ plannedStart: null, plannedEnd: '2024-12-31' })).toEqual(['plannedStart'])
    expect(paths({ plannedStart: null, plannedEnd: null })).toEqual([])
    expect(paths({ plannedStart: '2024-01-01', plannedEnd: '2024-12-31' })).toEqual([])
  })
})
