import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { FormRecord } from '../../../src/model/form-record.ts'
import type { Reading } from '../../../src/model/reading.ts'
import { pagesToForms } from '../../../src/pipeline/pages-to-forms.ts'
import { textToPage } from '../../../src/stages/open-text/text-to-page.ts'

const SEED = readFileSync(new URL('../../../samples/minhang-2024.txt', import.meta.url), 'utf8')
const LAST = SEED.slice(SEED.lastIndexOf('财政项目支出绩效目标申报表'))
const context = { library: loadFormLibrary(), form: 'auto', reviewBelow: 0.98 }

/** The last form of the seed with another line of its year. */
function formOf(line: string, change: (reading: Reading) => Reading = reading => reading): FormRecord {
  const page = textToPage(LAST.replace('(2024年度)', line))
  const blocks = page.blocks.map(block =>
    block.kind === 'line' && block.reading.text.includes('年度)')
      ? { ...block, reading: change(block.reading) }
      : block,
  )
  return pagesToForms([{ ...page, blocks }], context).forms[0]!
}
const seen = (probability: number) => (reading: Reading) => ({
  ...reading,
  chars: [...reading.text].map(char => ({ char, probability, alternatives: [] })),
})
const doubts = ({ review }: FormRecord) => review.filter(({ path }) => path === 'fiscalYear')
const codes = ({ issues }: FormRecord) => issues.map(({ code }) => code)

test('a year that is read cleanly and agrees with the planned dates is listed nowhere', () => {
  for (const form of [formOf('(2024年度)'), formOf('(2024年度)', seen(0.999))]) {
    expect(form.fiscalYear).toBe(2024)
    expect(doubts(form)).toEqual([])
    expect(codes(form)).not.toContain('wrong-year')
  }
})

test('a year that was hardly read is listed for review', () => {
  expect(doubts(formOf('(2024年度)', seen(0.35)))).toEqual([
    { path: 'fiscalYear', reason: expect.stringContaining('probability') },
  ])
})

test('a year of which another look shows other digits is listed for review', () => {
  const form = formOf('(2024年度)', reading => ({
    ...seen(0.999)(reading),
    others: [{ text: '(2021年度)', confidence: 0.9, engine: 'tesseract' }],
  }))
  expect(doubts(form)).toEqual([{ path: 'fiscalYear', reason: expect.stringContaining('other digits') }])
})

test('years that contradict each other are told as wrong-year, and listed', () => {
  for (const line of ['(2921年度)', '(2021年度)', '(2024年度)\n2023年度部门预算']) {
    const form = formOf(line)
    expect(codes(form), line).toContain('wrong-year')
    expect(doubts(form), line).toHaveLength(1)
  }
})
