import { describe, expect, it } from 'vitest'
import { FIRST_YEAR, generateCorpus, generateForms, LAST_YEAR } from './generate.ts'
import { MAX_ROWS, MIN_ROWS } from './indicators.ts'
import { splitOf } from './split.ts'
import { formTruthSchema } from './truth.ts'
import { kindOf, valueToTruth } from './value-template.ts'

const corpus = generateCorpus({ seed: 7, count: 1500 })
const forms = corpus.map(form => form.truth)
const rows = forms.flatMap(form => form.indicators)

describe('generateForms', () => {
  it('gives the same forms for the same seed, and others for another', () => {
    const forty = generateForms({ seed: 7, count: 40 })
    expect(forty).toEqual(generateForms({ seed: 7, count: 40 }))
    expect(forty).toEqual(forms.slice(0, 40))
    expect(forty).not.toEqual(generateForms({ seed: 8, count: 40 }))
  })

  it('makes valid truth with no placeholder left over', () => {
    for (const form of forms) {
      expect(formTruthSchema.safeParse(form).error).toBeUndefined()
      expect(JSON.stringify(form)).not.toMatch(/\{[a-z区镇]|\[[a-z]?:?\d|\[[a-z]\]|;/)
    }
  })

  it('has the breadth of an archive, even in a short list', () => {
    const short = corpus.slice(0, 80)
    expect(new Set(short.map(form => form.domain)).size).toBeGreaterThanOrEqual(14)
    expect(new Set(forms.map(form => form.fiscalYear)).size).toBe(LAST_YEAR - FIRST_YEAR + 1)
    expect(new Set(rows.map(row => row.level3)).size).toBeGreaterThan(800)
    expect(new Set(rows.map(row => row.level2))).toEqual(
      new Set([
        ...['成本指标', '经济成本指标', '社会成本指标', '生态环境成本指标', '数量指标', '质量指标', '时效指标'],
        ...['经济效益指标', '社会效益指标', '生态效益指标', '环境效益指标', '可持续影响指标'],
        ...['服务对象满意度指标', '社会公众或服务对象满意度指标'],
      ]),
    )
    const sizes = forms.map(form => form.indicators.length)
    expect(Math.min(...sizes)).toBe(MIN_ROWS)
    expect(Math.max(...sizes)).toBe(MAX_ROWS)
  })

  it('holds every kind of value, blank and zero amounts, one-year and multi-year projects', () => {
    const share = (kind: string) => rows.filter(row => kindOf(row.value) === kind).length / rows.length
    expect(share('numeric')).toBeGreaterThan(0.45)
    expect(share('qualitative')).toBeGreaterThan(0.15)
    for (const kind of ['deadline', 'frequency', 'relative']) expect(share(kind)).toBeGreaterThan(0.01)
    expect(share('range')).toBeGreaterThan(0.002)
    for (const amount of [null, '0.00']) {
      expect(forms.some(form => form.funds.carriedOver === amount)).toBe(true)
      expect(forms.some(form => form.funds.otherAnnual === amount)).toBe(true)
    }
    const multiYear = forms.filter(form => form.overallGoal !== null)
    expect(multiYear.length).toBeGreaterThan(forms.length * 0.15)
    for (const form of multiYear) {
      expect(form.funds.totalProject).not.toBeNull()
      expect(Number(form.funds.totalProject)).toBeGreaterThan(Number(form.funds.totalAnnual))
    }
  })

  it('shows the same project in several years', () => {
    const yearsByProject = new Map<string, number[]>()
    for (const form of forms) {
      const project = `${form.competentDepartment}/${form.projectName}`
      yearsByProject.set(project, [...(yearsByProject.get(project) ?? []), form.fiscalYear])
    }
    const lists = [...yearsByProject.values()]
    expect(lists.filter(years => years.length > 1).length).toBeGreaterThan(100)
    for (const years of lists) expect(new Set(years).size).toBe(years.length)
  })

  it('says which forms contradict themselves, and only those do', () => {
    for (const { truth, expectedFindings } of corpus) {
      const rules = expectedFindings.map(finding => finding.rule)
      const { funds } = truth
      const cents = (...amounts: (string | null)[]) =>
        amounts.reduce((sum, a) => sum + Math.round(Number(a ?? 0) * 100), 0)
      const sumsUp = cents(funds.totalAnnual) === cents(funds.fiscalAnnual, funds.carriedOver, funds.otherAnnual)
      expect(sumsUp).toBe(!rules.includes('fund-sum'))
      expect(truth.plannedStart < truth.plannedEnd).toBe(!rules.includes('date-order'))
    }
    const all = new Set(corpus.flatMap(form => form.expectedFindings.map(finding => finding.rule)))
    expect(all.size).toBe(5)
  })

  it('keeps a project in one half, and fills both halves', () => {
    const tuning = forms.filter(form => splitOf(form.projectName) === 'tuning').length / forms.length
    expect(tuning).toBeGreaterThan(0.35)
    expect(tuning).toBeLessThan(0.65)
    expect(splitOf('嘉定区河道轮疏工程（二期）')).toBe(splitOf('河道轮疏工程'))
  })
})

describe('valueToTruth', () => {
  it.each([
    ['≥30.00(%)', '≥', 30, '%'],
    ['≤1338.10(万元)', '≤', 1338.1, '万元'],
    ['≥40个街镇招商部门', '≥', 40, '个街镇招商部门'],
    ['≥0.66', '≥', 0.66, null],
    ['1500元/件', null, 1500, '元/件'],
    ['142万人', null, 142, '万人'],
    ['不低于90分', '≥', 90, '分'],
    ['2小时以内', '≤', 2, '小时'],
    ['110项左右', '≈', 110, '项'],
    ['超13万元/年', '>', 13, '万元/年'],
    ['100百分比', null, 100, '百分比'],
    ['50-60次', null, null, null],
    ['100%（1.0）', null, null, null],
    ['2023.07-2024.01', null, null, null],
    ['2024年10月底前完成', null, null, null],
    ['12月底', null, null, null],
    ['达标', null, null, null],
  ])('%s', (value, operator, number, unit) => {
    expect(valueToTruth(value)).toEqual({ value, operator, number, unit })
  })
})
