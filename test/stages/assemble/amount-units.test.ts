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
