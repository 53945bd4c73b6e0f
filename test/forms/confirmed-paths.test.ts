import { describe, expect, it } from 'vitest'
import { confirmedPaths } from '../../src/forms/confirmed-paths.ts'
import { loadFormLibrary } from '../../src/forms/form-library.ts'

const { families } = loadFormLibrary()
const { checks } = families[0]!.definition

const fields = {
  ...{ 'funds.totalProject': '300.00', 'funds.fiscalProject': '200.00', 'funds.otherProject': '100.00' },
  ...{ 'funds.totalAnnual': '1200000.00', 'funds.fiscalAnnual': '1100000.00', 'funds.carriedOver': null },
}

describe('confirmedPaths', () => {
  it('are a total and its parts that add up, not those that do not', () => {
    expect([...confirmedPaths({ fields }, checks)].sort()).toEqual([
      'funds.fiscalProject',
      'funds.otherProject',
      'funds.totalProject',
    ])
  })

  it('are not a total and its only part: both may be misread alike', () => {
    const same = {
      'funds.totalAnnual': '58356300.00',
      'funds.fiscalAnnual': '58356300.00',
      'funds.carriedOver': '0.00',
    }
    expect(confirmedPaths({ fields: same }, checks).size).toBe(0)
    expect(confirmedPaths({ fields: {} }, checks).size).toBe(0)
  })

  it('are not those whose digits only pass through: 58,556,300 misread in both', () => {
    const passing = {
      'funds.totalAnnual': '58336300.00',
      'funds.fiscalAnnual': '336300.00',
      'funds.carriedOver': '58000000.00',
    }
    expect(confirmedPaths({ fields: passing }, checks).size).toBe(0)
    const mixed = { ...passing, 'funds.totalAnnual': '1100000.00', 'funds.fiscalAnnual': '600000.00' }
    expect(confirmedPaths({ fields: { ...mixed, 'funds.carriedOver': '500000.00' } }, checks).size).toBe(3)
  })
})
