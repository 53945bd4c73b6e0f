import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadUnits } from '../../src/forms/units.ts'
import { TabulariumError } from '../../src/model/tabularium-error.ts'

const csvText = readFileSync(new URL('../../pipelines/shared/units.csv', import.meta.url), 'utf8')
const table = loadUnits(csvText)

describe('the units table', () => {
  test('is broad: at least 330 units, in every dimension that targets are measured in', () => {
    expect(table.units.length).toBeGreaterThanOrEqual(330)
    const dimensions = new Set(table.units.map(unit => unit.dimension))
    for (const dimension of [
      'money',
      'ratio',
      'count',
      'duration',
      'working-time',
      'calendar-time',
      'length',
      'area',
      'volume',
      'mass',
      'energy',
      'data',
      'score',
      'labour',
      'number',
    ])
      expect(dimensions, dimension).toContain(dimension)
  })

  test.each(
    '元 万元 亿元 % ‰ 百分比 百分点 个 项 次 人 人次 户 家 份 场 件 台 套 座 处 篇 期 批 名 位 起 例 辆 棵 盏 册 条 幅 间 课时 天 日 工作日 个工作日 小时 分钟 月 个月 年 周 亩 平方米 公顷 万平方米 分 米 公里 吨 立方米 度电 GB 人月 诊次 标箱 机柜 亩次 标方 pH A级 航班'.split(
      ' ',
    ),
  )('knows %s', unit => {
    expect(table.find(unit)).not.toBeNull()
  })

  test('an alias is its unit', () => {
    expect(table.find('㎡')).toBe(table.find('平方米'))
    expect(table.find('个工作日')?.unit).toBe('工作日')
  })

  test('Latin units are found in either case unless case tells units apart', () => {
    expect(table.find('Kwh')?.unit).toBe('千瓦时')
    expect(table.find('MW')?.unit).toBe('兆瓦')
    expect(table.find('mj')?.unit).toBe('兆焦')
  })
})

describe('compounds', () => {
  test.each([
    ['元/件', 'money/count', '1'],
    ['元/亩', 'money/area', '1'],
    ['元/平方米', 'money/area', '666.66'],
    ['万元/月', 'money/calendar-time', '10000'],
    ['元/人/月', 'money/count/calendar-time', '1'],
    ['元/每人', 'money/count', '1'],
    ['元/人·月', 'money/labour', '1'],
    ['次/季度', 'count/calendar-time', null],
    ['万人', 'count', '10000'],
    ['亿次', 'count', '100000000'],
    ['万平方米', 'area', '15'],
    ['个街镇招商部门', 'count', '1'],
    ['项任务', 'count', '1'],
    ['万个家庭', 'count', '10000'],
  ])('%s is %s', (printed, dimension, factor) => {
    const unit = table.find(printed)
    expect(unit?.dimension).toBe(dimension)
    if (printed !== '元/平方米') expect(unit?.factor).toBe(factor)
    expect(unit?.listed).toBe(false)
  })

  test('a quotient that does not end has no factor', () => {
    expect(table.find('元/年')?.factor).toBeNull()
    expect(table.find('元/平方米')?.factor).toBeNull()
  })

  test.each(['匕', '', '/', '元/', '/元', '元/匕', '万', '个H', '96'])('%j is no compound', printed => {
    expect(table.find(printed)?.listed ?? true).toBe(true)
  })
})

describe('a table that cannot be trusted', () => {
  const head = 'unit,aliases,dimension,base,factor,source,note\n'
  const problem = (rows: string): string => {
    try {
      loadUnits(head + rows)
    } catch (error) {
      if (error instanceof TabulariumError) return `${error.exitStatus} ${error.code} ${error.message} ${error.hint}`
      throw error
    }
    return 'none'
  }

  test.each([
    ['元,,money,元,1.,x,\n', /^2 units-invalid .*line 2: factor/],
    ['元,,money,元,1e4,x,\n', /line 2: factor/],
    ['元,,money,元,0,x,\n', /line 2: factor: .*0/],
    ['元,,Money,元,1,x,\n', /line 2: dimension/],
    ['元,,money,元,1,,\n', /line 2: source/],
    ['元,块,money,元,1,x,\n块,,count,个,1,x,\n', /line 3: unit: "块" is listed twice/],
    ['元,,money,元,1,x,\n角,,money,角,1,x,\n', /line 3: base/],
    ['元,,money,元,1\n', /line 2/],
  ])('%j is refused with its line', (rows, message) => {
    expect(problem(rows)).toMatch(message)
  })

  test('a byte order mark and Windows line ends are no problem', () => {
    expect(loadUnits(`\uFEFF${head}元,,money,元,1,x,\n`.replaceAll('\n', '\r\n')).find('元')?.dimension).toBe('money')
  })
})
