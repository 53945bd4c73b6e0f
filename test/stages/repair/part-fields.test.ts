import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { DraftForm, DraftValue } from '../../../src/model/draft-form.ts'
import { partFields } from '../../../src/stages/repair/part-fields.ts'
import { seen } from '../seen-value.ts'

const form = loadFormLibrary().families[0]!.definition
function draftOf(fields: Record<string, DraftValue>, rows: DraftForm['rows'] = []): DraftForm {
  return {
    ...{ sequence: 1, formId: form.id, pages: [1], fiscalYear: 2024, fields: new Map(Object.entries(fields)) },
    ...{ rows, corrections: [], review: [], issues: [] },
  }
}

const textOf = (draft: DraftForm, path: string) => draft.fields.get(path)?.text

describe('values read as one', () => {
  it.each(['经常性项目项目类别」特定目标类', '经常性项目1项目类别:特定目标类l', '经常性项目|项目类型|特定目标类'])(
    'are parted at the label between them, without doubt where both are choices: %s',
    text => {
      const parted = partFields(draftOf({ projectNature: seen(text) }), form)
      expect([textOf(parted, 'projectNature'), textOf(parted, 'projectCategory')]).toEqual(['经常性项目', '特定目标类'])
      expect(parted.review).toEqual([])
      expect(parted.corrections.map(({ path, before }) => [path, before])).toEqual([
        ['projectNature', text],
        ['projectCategory', text],
      ])
    },
  )

  it('are for a person to see where one is free text', () => {
    const parted = partFields(draftOf({ projectName: seen('公园养护项目性质经常性项目') }), form)
    expect(textOf(parted, 'projectName')).toBe('公园养护')
    expect(textOf(parted, 'projectNature')).toBe('经常性项目')
    expect(parted.review.map(({ path }) => path)).toEqual(['projectName', 'projectNature'])
  })

  it('stay one where the other field has its value elsewhere', () => {
    const draft = draftOf({ projectName: seen('项目类别管理平台建设'), projectCategory: seen('特定目标类') })
    expect(partFields(draft, form)).toEqual(draft)
  })

  it.each([
    ['预算成本控制额|≤418220.00（元）', '预算成本控制额', '≤418220.00（元）'],
    ['参赛者满意度|≥90.00(%)', '参赛者满意度', '≥90.00(%)'],
    ['平台（二期）建成率=100%', '平台（二期）建成率', '=100%'],
  ])('are parted where a target begins and the row has none: %s', (text, name, value) => {
    const labels = { level1: null, level2: null, level1Cells: [], level2Cells: [] }
    const row = { ...labels, name: seen(text), value: { text: '', cells: [] } }
    const parted = partFields(draftOf({}, [row]), form)
    expect(parted.rows.map(r => [r.name.text, r.value.text])).toEqual([[name, value]])
    expect(parted.review.map(({ path }) => path)).toEqual(['indicators[0].level3', 'indicators[0].value'])
    const whole = draftOf({}, [{ ...row, value: seen('≥1') }])
    expect(partFields(whole, form)).toEqual(whole)
  })

  it('stay one where a person typed them', () => {
    const { cells } = seen('经常性项目项目类别特定目标类')
    const typed = cells.map(cell => ({
      ...cell,
      reading: { text: cell.reading.text, confidence: 1, engine: 'text-file' },
    }))
    const draft = draftOf({ projectNature: { text: '经常性项目项目类别特定目标类', cells: typed } })
    expect(partFields(draft, form)).toEqual(draft)
  })
})
