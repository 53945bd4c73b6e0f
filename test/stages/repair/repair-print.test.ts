import { describe, expect, it } from 'vitest'
import { trainCharacterModel } from '../../../src/forms/character-model.ts'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import { repairPrint } from '../../../src/stages/repair/repair-print.ts'
import { seen } from '../seen-value.ts'
import { draftOf } from './drafts.ts'

const form = loadFormLibrary().families[0]!.definition
const words = trainCharacterModel(['每月一次', '协议接入一致性', '一次性通过', '第一季度末'])

function repaired(name: string, target: string) {
  const { rows, corrections, review } = repairPrint(
    draftOf({ formId: form.id, name: seen(name), target: seen(target) }),
    form,
    words,
  )
  return { name: rows[0]!.name.text, target: rows[0]!.value.text, rules: corrections.map(({ rule }) => rule), review }
}

describe('repairPrint', () => {
  it('makes a 一 in pieces whole where the domain sets one, and asks a person to look', () => {
    const { name, target, rules, review } = repaired('协议接入-致性', '每月--次')
    expect([name, target]).toEqual(['协议接入一致性', '每月一次'])
    expect(repaired('第-季度末', '每季度-次')).toMatchObject({ target: '每季度一次' })
    expect(rules).toEqual(['print/one', 'print/one'])
    expect(review.map(({ path }) => path)).toEqual(['indicators[0].level3', 'indicators[0].value'])
    expect(repaired('第-一季度末', '—-次性通过')).toMatchObject({ name: '第一季度末', target: '一次性通过' })
  })

  it('leaves dashes that are dashes', () => {
    const { name, target, rules } = repaired('京—沪线路巡查', '6月—12月')
    expect([name, target, rules]).toEqual(['京—沪线路巡查', '6月—12月', []])
  })

  it.each(['二〇二四—二〇二五年', '第一-二批', '一-三级医院', '统一-一次', '数据—应用'])(
    'leaves %s as it is, though a neighbour goes with 一',
    name => expect(repaired(name, '落实').name).toBe(name),
  )

  it('takes specks off the edges and the second ring off a degree sign', () => {
    expect(repaired('·设备更换率|', '14-24°℃')).toMatchObject({ name: '设备更换率', target: '14-24℃' })
  })

  it('leaves texts that no recogniser saw as they are', () => {
    const name = { text: '每月--次', cells: [] }
    const draft = draftOf({ formId: form.id, name })
    expect(repairPrint(draft, form, words).rows[0]!.name).toBe(name)
  })
})
