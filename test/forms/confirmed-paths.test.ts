import { describe, expect, it } from 'vitest'
import { confirmedPaths } from '../../src/forms/confirmed-paths.ts'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import type { Indicator } from '../../src/model/form-record.ts'
import { parseIndicatorValue } from '../../src/stages/normalise/parse-value.ts'

const { families, units } = loadFormLibrary()
const { checks } = families[0]!.definition

function indicator(level3: string, text: string): Indicator {
  const value = parseIndicatorValue(text, { fiscalYear: 2024, units })
  return { level1: '成本指标', level2: '经济成本指标', level3, value, confidence: 1 }
}

const fields = {
  ...{ 'funds.totalProject': '300.00', 'funds.fiscalProject': '200.00', 'funds.otherProject': '100.00' },
  ...{ 'funds.totalAnnual': '1200000.00', 'funds.fiscalAnnual': '1100000.00', 'funds.carriedOver': null },
}

describe('confirmedPaths', () => {
  it('are a total and its parts that add up, not those that do not', () => {
    expect([...confirmedPaths({ fields, indicators: [] }, checks)].sort()).toEqual([
      'funds.fiscalProject',
      'funds.otherProject',
      'funds.totalProject',
    ])
  })

  it('are a cost target and the budget that it is', () => {
    const indicators = [indicator('项目成本控制数', '≤120.00(万元)'), indicator('人均成本', '≤120.00(万元)')]
    const paths = confirmedPaths({ fields, indicators }, checks)
    expect(paths.has('indicators[0].value') && paths.has('funds.totalAnnual')).toBe(true)
    expect(paths.has('indicators[1].value')).toBe(false)
  })

  it('are none where nothing is known', () => {
    expect(confirmedPaths({ fields: {}, indicators: [indicator('项目成本控制数', '')] }, checks).size).toBe(0)
  })
})
