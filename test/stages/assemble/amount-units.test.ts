import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { FormRecord } from '../../../src/model/form-record.ts'
import type { ReviewDecision } from '../../../src/model/review-decision.ts'
import { pagesToForms } from '../../../src/pipeline/pages-to-forms.ts'
import { textToPage } from '../../../src/stages/open-text/text-to-page.ts'

const SEED = readFileSync(new URL('../../../samples/minhang-2024.txt', import.meta.url), 'utf8')
const context = { library: loadFormLibrary(), form: 'auto', reviewBelow: 0.98 }
const title = SEED.lastIndexOf('财政项目支出绩效目标申报表')

/** The last form of the seed, with something else printed in it. */
function lastForm(changes: ReadonlyArray<readonly [string, string]>, decisions: ReviewDecision[] = []): FormRecord {
  const text = changes.reduce((read, [from, to]) => {
    expect(read).toContain(from)
    return read.replaceAll(from, to)
  }, SEED.slice(title))
  return pagesToForms([textToPage(text)], context, decisions).forms[0]!
}

const GROUP = '项目资金 (元)'
const annual = (form: FormRecord) => form.fields['funds.totalAnnual']
const flaggedFunds = ({ review }: FormRecord) => review.filter(({ path }) => path.startsWith('funds.'))

describe('the unit of amounts', () => {
  it.each([
    ['元', '26641350.00'],
    ['千元', '26641350000.00'],
    ['万元', '266413500000.00'],
    ['百万元', '26641350000000.00'],
    ['亿元', '2664135000000000.00'],
  ])('is what the label of their group says: %s', (unit, yuan) => {
    for (const printed of [`项目资金(${unit})`, `项目资金 （${unit}）`, `项目资金（单位：${unit}）`]) {
      const form = lastForm([[GROUP, printed]])
      expect(annual(form), printed).toBe(yuan)
      expect(form.fields['funds.carriedOver']).toBe('0.00')
      expect(flaggedFunds(form)).toEqual([])
      expect(form.issues.map(({ code }) => code)).toEqual(unit === '元' ? [] : ['amount-unit'])
    }
  })

  it('keeps every digit', () => {
    expect(
      annual(
        lastForm([
          [GROUP, '项目资金(万元)'],
          ['26,641,350.00', '2,664.135'],
        ]),
      ),
    ).toBe('26641350.00')
  })

  it('is what stands behind the label of one amount, and a contradiction is for a person to see', () => {
    const form = lastForm([['年度资金申请总额', '年度资金申请总额(万元)']])
    expect(annual(form)).toBe('266413500000.00')
    expect(form.fields['funds.fiscalAnnual']).toBe('26641350.00')
    expect(flaggedFunds(form)).toEqual([
      { path: 'funds.totalAnnual', reason: `read in 万元, but the form says "${GROUP}"` },
    ])
  })

  it('is what a line above the table says', () => {
    const plain: [string, string] = [GROUP, '项目资金']
    const form = lastForm([plain, ['(2024年度)', '(2024年度)\n金额单位：万元']])
    expect(annual(form)).toBe('266413500000.00')
    expect(flaggedFunds(form)).toEqual([])
    expect(flaggedFunds(lastForm([['(2024年度)', '(2024年度)\n单位:万元']])).length).toBeGreaterThan(4)
  })

  const silent: [string, string] = [GROUP, '项目资金']
  const LINE = '(2024年度)'

  it.each([
    '金额单位：万元    填报日期：2024年1月',
    '（单位：万元，保留两位小数）',
    '单位（万元）',
    '（万元）',
    '单位：万元。',
    '金额单位：人民币万元',
    '单 位：万 元',
  ])('is what a line above the table says, however it is spelled: %s', line => {
    const form = lastForm([silent, [LINE, `${LINE}\n${line}`]])
    expect(annual(form)).toBe('266413500000.00')
    expect(flaggedFunds(form)).toEqual([])
  })

  it('is what a label says that ends in a colon', () => {
    expect(annual(lastForm([[GROUP, '项目资金（万元）：']]))).toBe('266413500000.00')
    expect(annual(lastForm([silent, ['年度资金申请总额', '年度资金申请总额(万元)：']]))).toBe('266413500000.00')
  })

  it('is what a cell above the amounts says', () => {
    const form = lastForm([silent, ['项目名称', '金额单位：万元\t第一册\n项目名称']])
    expect(annual(form)).toBe('266413500000.00')
    expect(flaggedFunds(form)).toEqual([])
  })

  it.each([
    ['a bare unit in a label', '年度资金申请总额', '年度资金申请总额万元'],
    ['a bare unit in the label of the group', '项目资金', '项目资金万元'],
    ['a bracket of another shape', '项目资金', '项目资金【万元】'],
    ['a line that says it otherwise', LINE, `${LINE}\n金额以万元计`],
    ['a line without spaces', LINE, `${LINE}\n金额单位：万元填报日期：2024年1月15日星期一上午`],
    ['a cell above the table', '项目名称', '（万元）\t第一册\n项目名称'],
  ])('is doubtful for all amounts where it is said but not understood: %s', (_, from, to) => {
    expect(flaggedFunds(lastForm([silent, [from, to]])).length).toBeGreaterThan(4)
  })

  it.each([
    ['a goal', '保障上海闵行商务管理有限公司的基本运营', '节约资金万元以上'],
    ['the name of a project', '招商经费', '万元户帮扶'],
    ['a number in a note', LINE, `${LINE}\n注：10万元以上的项目填报`],
    ['the name of a unit', LINE, `${LINE}\n填报单位：开元街道`],
  ])('is not named by %s', (_, from, to) => {
    const form = lastForm([silent, [from, to]])
    expect(annual(form)).toBe('26641350.00')
    expect(flaggedFunds(form)).toEqual([])
  })

  it.each(['项目资金(兀)', '项目资金(美元)', '项目资金()'])(
    'is doubtful for all amounts where it cannot be read: %s',
    printed => {
      const form = lastForm([[GROUP, printed]])
      expect(annual(form)).toBe('26641350.00')
      const amounts = Object.keys(form.fields).filter(path => path.startsWith('funds.'))
      expect(flaggedFunds(form).map(({ path }) => path)).toEqual(expect.arrayContaining(amounts))
    },
  )

  it('is doubtful where a text among the amounts that is no label names a large one', () => {
    for (const printed of ['项月贸金万元', '项目资金(万元', '(千元)'])
      expect(flaggedFunds(lastForm([[GROUP, printed]])).length, printed).toBeGreaterThan(4)
  })

  it('holds for the text that a person writes', () => {
    const key = { sha256: 'x', sequence: 1, path: 'funds.totalAnnual', before: '26,641,350.00' }
    const decision = { ...key, verdict: 'edited', text: '100', correction: null, actor: 'Li', decidedAt: '' } as const
    expect(annual(lastForm([[GROUP, '项目资金(万元)']], [decision]))).toBe('1000000.00')
  })
})
