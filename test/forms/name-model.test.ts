import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import { type NamedIndicator, type NameModel, trainNameModel } from '../../src/forms/name-model.ts'

const file = new URL('../../pipelines/performance-goal/indicator-names.csv', import.meta.url)
const { data: indicators } = Papa.parse<Required<Pick<NamedIndicator, 'level2' | 'name' | 'value'>>>(
  readFileSync(file, 'utf8'),
  { header: true, skipEmptyLines: true },
)
/** The labels of today's form; 成本指标 of older forms stands over the same names as 经济成本指标. */
const LABELS = [...new Set(indicators.map(indicator => indicator.level2))].filter(label => label !== '成本指标')

/** Written by hand for this test: none of them is in the file. */
const UNSEEN: readonly (readonly [label: string, names: string])[] = [
  [
    '数量指标',
    '渡槽加固道数 冰雪课程开班数 钢琴调音次数 巡河无人机架次 暖心包发放数 蓝莓试种面积 垂钓平台数量 帮教小组数 隔音窗安装扇数 茶艺培训人次 候鸟栖息点数 救生圈配置数',
  ],
  [
    '质量指标',
    '隔音窗检测合格率 茶艺考评通过率 口述资料真实性 钢琴音准达标率 渡槽渗漏率 无人机影像清晰度 暖心包质量合格率 转录文字准确率 浮标完好率 配音差错率',
  ],
  [
    '时效指标',
    '暖心包发放及时性 渡槽抢修响应时间 影像交付及时率 冰场开放时间 试种报告提交时间 浮标更换及时性 拖欠款清退时限',
  ],
  ['经济成本指标', '每扇隔音窗安装成本 茶艺课时费标准 无人机租赁单价 渡槽加固总成本 人均滑雪培训成本 配音费用控制率'],
  ['社会成本指标', '加固期间对船民的影响 试飞噪声扰民投诉 对公众生活造成的不利影响'],
  ['生态环境成本指标', '对候鸟栖息环境造成的破坏 造雪用水污染排放 加固施工扬尘影响'],
  ['经济效益指标', '冰雪旅游收入增长率 蓝莓产值 带动船民增收 节约拖船费用'],
  [
    '社会效益指标',
    '船民安全意识提升 冰雪运动知晓率 试飞安全事故发生数 茶文化影响力提升 救生知识普及率 船民生活质量改善 街区治安水平提升 责任事故发生次数',
  ],
  ['生态效益指标', '候鸟栖息地生态改善 造雪节水率 尾水氨氮减排量 渔港水质改善'],
  [
    '可持续影响指标',
    '渡槽长效管护机制 茶艺传承机制健全性 无人机管理制度完善性 船民自治责任制落实情况 冰场维护制度健全性',
  ],
  ['服务对象满意度指标', '船民满意度 茶农满意度 滑雪学员满意度 观鸟爱好者满意率'],
]
const unseen = UNSEEN.flatMap(([label, names]) => names.split(' ').map(name => ({ label, name })))

let model: NameModel
beforeAll(() => {
  model = trainNameModel(indicators)
})

const judge = (judged: NameModel, name: string, value = '') => {
  const [best] = [...judged.logProbabilities(name, value, LABELS)].sort(([, a], [, b]) => b - a)
  if (best === undefined) throw new Error('no label')
  return { label: best[0], probability: Math.exp(best[1]) }
}

describe('the list of names', () => {
  it('knows at least 5,400 names over every label of the form, each once under its label', () => {
    expect(indicators.length).toBeGreaterThanOrEqual(5_400)
    expect(new Set(indicators.map(({ level2, name }) => `${level2} ${name}`)).size).toBe(indicators.length)
    const known = new Set(
      loadFormLibrary()
        .families.find(({ definition }) => definition.id === 'performance-goal')
        ?.definition.levels.flatMap(level => level.children.map(child => child.label)),
    )
    expect(new Set(indicators.map(({ level2 }) => level2))).toEqual(known)
  })

  it('keeps names as forms print them: no blanks, no commas, no label words', () => {
    for (const { name, value } of indicators) {
      expect(name).toMatch(/^[^\s,，;；"]{2,30}$/u)
      expect(name).not.toMatch(/指标$/u)
      expect(value).not.toMatch(/[\n",]/u)
    }
  })
})

describe('names never seen', () => {
  it('are not in the list', () => {
    const known = new Set(indicators.map(({ name }) => name))
    expect(unseen.filter(({ name }) => known.has(name))).toEqual([])
  })

  it('are placed by their words, nine in ten of them', () => {
    const wrong = unseen.filter(({ label, name }) => judge(model, name).label !== label)
    expect(wrong.length / unseen.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.1)
  })

  it.each([
    ['船艇检验', '及时', '时效指标'],
    ['船艇检验', '=12.00(艘次)', '数量指标'],
    ['船艇检验', '达标', '质量指标'],
  ])('%s with value %s leans on the value: %s', (name, value, label) => {
    const share = (given: string) => model.logProbabilities(name, given, LABELS).get(label) ?? Number.NEGATIVE_INFINITY
    expect(share(value)).toBeGreaterThan(share(''))
  })
})

/** Each tenth of each label's list follows a field of work (the list is in order of fields), so words repeat little. */
function heldOut(): { said: number; right: boolean }[] {
  const sizes = new Map<string, number>()
  const places = indicators.map(indicator => {
    const position = sizes.get(indicator.level2) ?? 0
    sizes.set(indicator.level2, position + 1)
    return { indicator, position }
  })
  const folded = places.map(({ indicator, position }) => ({
    indicator,
    fold: Math.floor((10 * position) / (sizes.get(indicator.level2) ?? 1)) % 5,
  }))
  return [0, 1, 2, 3, 4].flatMap(fold => {
    const taught = trainNameModel(folded.filter(item => item.fold !== fold).map(item => item.indicator))
    return folded
      .filter(item => item.fold === fold && LABELS.includes(item.indicator.level2))
      .map(({ indicator }) => {
        const { label, probability } = judge(taught, indicator.name)
        return { said: probability, right: label === indicator.level2 }
      })
  })
}

it('says no more than it knows: labels given with a probability are right at least nearly as often', () => {
  const answers = heldOut()
  const shareRight = (some: typeof answers) => some.filter(({ right }) => right).length / some.length
  expect(shareRight(answers)).toBeGreaterThan(0.85)
  for (const [from, to] of [
    [0, 0.5],
    [0.5, 0.7],
    [0.7, 0.85],
    [0.85, 1],
  ] as const) {
    const bin = answers.filter(({ said }) => said >= from && said < to)
    const said = bin.reduce((sum, answer) => sum + answer.said, 0) / bin.length
    expect(bin.length).toBeGreaterThan(100)
    expect(shareRight(bin), `said ${said} of ${bin.length}`).toBeGreaterThan(said - 0.06)
  }
})

describe('probabilities', () => {
  const anyName = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...indicators.map(({ name }) => name)))
  const anyLabels = fc.uniqueArray(fc.oneof(fc.constantFrom(...LABELS), fc.string()), { minLength: 1, maxLength: 12 })

  it('sum to 1 over the labels asked for, and no label falls out', () => {
    fc.assert(
      fc.property(anyName, fc.string(), anyLabels, (name, value, labels) => {
        const answer = model.logProbabilities(name, value, labels)
        expect([...answer.keys()]).toEqual(labels)
        const shares = [...answer.values()].map(Math.exp)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.01 - 1e-9)
      }),
    )
  })

  it('are equal where nothing is known', () => {
    const answer = trainNameModel([]).logProbabilities('培训人次', '', ['数量指标', '质量指标'])
    expect([...answer.values()].map(Math.exp)).toEqual([0.5, 0.5])
  })

  it('do not depend on the width of characters, inner spaces or the number in the value', () => {
    const plain = model.logProbabilities('PM2.5浓度下降率', '≥5.00(%)', LABELS)
    expect(model.logProbabilities('ＰＭ２．５ 浓度下降率', '≥ 12（%）', LABELS)).toEqual(plain)
  })

  it('follow what a count says: a name seen often under a label weighs more', () => {
    const share = (count: number) =>
      trainNameModel([
        { level2: 'a', name: '培训率', count },
        { level2: 'b', name: '培训人次' },
      ])
        .logProbabilities('培训率', '', ['a', 'b'])
        .get('a') ?? 0
    expect(share(10)).toBeGreaterThan(share(1))
  })
})
