import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createDictionary, parseDictionary, type TextScope } from '../../../src/forms/dictionary.ts'
import { parseFormDefinition } from '../../../src/forms/form-library.ts'
import type { FormRecord } from '../../../src/model/form-record.ts'
import type { IndicatorValue } from '../../../src/model/indicator-value.ts'
import { proposeCorrections, proposeForForm } from '../../../src/stages/repair/propose.ts'
import { generateForms } from '../../corpus/generate.ts'
import { generateProse } from '../../corpus/prose.ts'
import { seedTexts } from './vocabulary.ts'

const pipelines = new URL('../../../pipelines/', import.meta.url)
const dictionary = createDictionary(
  ['shared/dictionaries/', 'performance-goal/dictionaries/'].flatMap(folder =>
    readdirSync(new URL(folder, pipelines)).flatMap(name =>
      parseDictionary(readFileSync(new URL(folder + name, pipelines), 'utf8'), name),
    ),
  ),
)
const scopes = ['name', 'prose', 'value', 'organisation'] as const satisfies readonly TextScope[]

/** What is proposed where the text is taken for each of the scopes in turn. */
function proposals(texts: readonly string[]): string[] {
  return texts.flatMap((text, i) => {
    const found = scopes.flatMap(scope =>
      proposeCorrections([{ path: `texts[${i}]`, text, scope, place: null }], dictionary),
    )
    return [...new Set(found.map(({ before, after }) => `${before}→${after}`))]
  })
}

describe('over-correction', () => {
  it('proposes for the truth of the seed only what is wrong in it', () => {
    expect(proposals(seedTexts().all).sort()).toEqual(
      ['不少以→不少于', '观览量→浏览量', ...Array<string>(3).fill('运维护容→运维扩容')].sort(),
    )
  })

  it('proposes nothing for 4,000 clean sentences', () => {
    expect(proposals(generateProse({ seed: 11, count: 4_000 }))).toEqual([])
  })

  it('proposes nothing for the texts of 600 clean forms', () => {
    const texts = new Set<string>()
    const walk = (value: unknown): void => {
      if (typeof value === 'string') texts.add(value)
      else if (value !== null && typeof value === 'object') for (const child of Object.values(value)) walk(child)
    }
    walk(generateForms({ seed: 11, count: 600 }))
    expect(texts.size).toBeGreaterThan(2_000)
    expect(proposals([...texts])).toEqual([])
  })

  it.each([
    '不少干部投资全流程服务，发布署名文章，恢复盖章',
    '投资迅速增长，交通迅速恢复，打折除外',
    '不少子女、入民心、事项日常管理与各项日程',
    '旅行社公开承诺，平台规范运行，平台合同签订',
    '参保沪惠保，究竟争取什么，究竟价格几何',
    '疏浚工程、严峻工作形势、干部暑期学习、年末完成',
    '相关健康知识，按装机容量补贴，削减化肥用量，精简少数岗位',
    '发财致富，方案列入计划，档案列表，会议器材',
    '业绩较好，成绩校核，有效盖章，高效盆栽',
    '全部份额，赋予期限，授予警衔，住入帐篷',
    '云南退休人员，排摸范围，规范筹资，行政锁定，存储畜禽产品',
    '进行驰援，整改普遍问题，弥补尝试不足，消防迅速到场，年末成年人口，房租贷款',
  ])('leaves words alone that meet by chance: %s', text => {
    expect(proposals([text])).toEqual([])
  })
})

describe('proposeCorrections', () => {
  const propose = (text: string, scope: TextScope = 'prose') =>
    proposeCorrections([{ path: 'annualGoal', text, scope, place: null }], dictionary)

  it('gives the wording, its rule and its context, and applies nothing', () => {
    expect(propose('召集合作伙伴联合招商次数不少以60次；')).toEqual([
      expect.objectContaining({
        path: 'annualGoal',
        before: '不少以',
        after: '不少于',
        method: 'dictionary',
        rule: 'dictionary/不少以',
        decision: 'proposed',
        reason: expect.stringContaining('联合招商次数[不少以]60次'),
      }),
    ])
  })

  it('proposes a wording once for each text', () => {
    expect(propose('绩郊目标与绩郊评价')).toHaveLength(1)
  })

  it('leaves alone what stands behind a digit, where units and dates stand', () => {
    const units = createDictionary([{ wrong: '个曰', right: '个日', scope: 'any', source: 'test', note: '' }])
    const texts = ['20个曰', '20 个曰', '２０个曰', '每个曰'].map((text, i) => ({
      path: String(i),
      text,
      scope: 'value' as const,
      place: null,
    }))
    expect(proposeCorrections(texts, units).map(correction => correction.path)).toEqual(['3'])
  })

  it('asks about names, organisations, prose and values in words, never about closed fields, dates or amounts', () => {
    const form = parseFormDefinition(
      readFileSync(new URL('performance-goal/form.yaml', pipelines), 'utf8'),
      'form.yaml',
    )
    const everywhere = createDictionary([{ wrong: '绩郊', right: '绩效', scope: 'any', source: 'test', note: '' }])
    const place = { page: 2, box: null, pixels: null, line: 7, column: 3 }
    const value: IndicatorValue = {
      text: '绩郊良好',
      kind: 'qualitative',
      operator: null,
      number: null,
      numberHigh: null,
      unit: null,
      dimension: null,
      baseNumber: null,
      deadline: null,
      doubts: [],
    }
    const record: FormRecord = {
      formType: form.type,
      definition: '',
      sequence: 1,
      pages: [2],
      fiscalYear: 2024,
      fields: Object.fromEntries(form.fields.map(field => [field.path, '绩郊'])),
      indicators: [{ level1: '绩郊', level2: '绩郊', level3: '绩郊达标率', value, confidence: 1 }],
      review: [],
      corrections: [],
      findings: [],
      provenance: [{ path: 'projectName', place, raw: '绩郊', engine: 'text-file', confidence: 1 }],
      issues: [],
    }
    const found = proposeForForm(record, form, everywhere)
    expect(found.map(correction => correction.path)).toEqual([
      'projectName',
      'competentDepartment',
      'implementingUnit',
      'overallGoal',
      'annualGoal',
      'indicators[0].level3',
      'indicators[0].value',
    ])
    expect(found[0]?.place).toEqual(place)
  })

  it('leaves every digit, operator and sign of a text as it is', () => {
    const signs = (text: string) => text.replace(/[^\p{N}一二三四五六七八九十百千万亿≥≤=%‰]/gu, '')
    for (const { wrong, right } of dictionary.entries) expect(signs(right)).toBe(signs(wrong))
  })
})
