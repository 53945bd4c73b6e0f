import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { resultToTable } from '../../../src/cli/terminal/result-to-table.ts'
import { fittedWidths, tableToText } from '../../../src/cli/terminal/text-table.ts'
import { cutText, padText, toPrintable } from '../../../src/cli/terminal/text-width.ts'

/** What stands in forms: Chinese, digits, operators, half and full width, a little Latin. */
const text = fc.string({ unit: fc.constantFrom(...'招商经费满意度≥≤%（）()0123456789.,abcＡ１：…·—㎡①') })

function lines(table: string): string[] {
  return table.split('\n').slice(0, -1)
}

describe('text table', () => {
  it('aligns Chinese and Latin columns', () => {
    const table = tableToText(
      {
        headings: ['项目', 'budget', '备注'],
        rows: [
          ['招商经费', '26,641,350.00', '≥90.00(%)'],
          ['a', '0.00', ''],
        ],
        rightAligned: new Set([1]),
      },
      null,
    )
    expect(lines(table)).toEqual([
      '项目             budget  备注     ',
      '──────────────────────────────────',
      '招商经费  26,641,350.00  ≥90.00(%)',
      'a                  0.00           ',
    ])
  })

  it('makes every line equally wide, and none wider than the terminal', () => {
    const rows = fc.integer({ min: 1, max: 6 }).chain(columns => {
      const row = fc.array(text, { minLength: columns, maxLength: columns })
      return fc.record({ headings: row, rows: fc.array(row, { maxLength: 8 }) })
    })
    fc.assert(
      fc.property(rows, fc.integer({ min: 90, max: 160 }), ({ headings, rows }, width) => {
        const widths = new Set(lines(tableToText({ headings, rows }, width)).map(line => stringWidth(line)))
        expect(widths.size).toBe(1)
        expect(Math.max(...widths)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('shows a row as lines where its columns do not fit side by side', () => {
    const headings = Array.from({ length: 12 }, (_, index) => `column${index}`)
    const table = lines(tableToText({ headings, rows: [headings.map(() => '项目成本控制率')] }, 60))
    expect(table).toHaveLength(13)
    expect(table[1]).toBe('column0   项目成本控制率')
    for (const line of table) expect(stringWidth(line)).toBeLessThanOrEqual(60)
  })

  it('narrows the widest columns first', () => {
    expect(fittedWidths([4, 40, 60], 60)).toEqual([4, 28, 28])
    expect(fittedWidths([4, 10], 60)).toEqual([4, 10])
    expect(fittedWidths([20, 20, 20], 20)).toBeNull()
  })

  it('never cuts a number', () => {
    expect(fittedWidths([40, 16, 40], 60, new Set([1]))).toEqual([22, 16, 22])
    expect(fittedWidths([40, 50], 55, new Set([1]))).toBeNull()
    const table = { headings: ['a', 'yuan'], rows: [['长'.repeat(40), '26,641,350.00']], rightAligned: new Set([1]) }
    for (let width = 8; width < 60; width++) expect(tableToText(table, width)).toContain('26,641,350.00')
  })

  it('sets numbers at the right and money with its thousands apart', () => {
    const table = resultToTable({ columns: ['year', 'budget_yuan', 'name'], rows: [[2024, 1094500.5, null]] })
    expect(table.rows).toEqual([['2024', '1,094,500.50', '']])
    expect(table.rightAligned).toEqual(new Set([0, 1]))
  })
})

describe('text width', () => {
  it('cuts at the width and says so', () => {
    expect(cutText('项目成本控制率', 14)).toBe('项目成本控制率')
    expect(cutText('项目成本控制率', 8)).toBe('项目成…')
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (text, width) => {
        const cut = cutText(text, width)
        expect(stringWidth(cut)).toBeLessThanOrEqual(width)
        if (stringWidth(text) <= width) expect(cut).toBe(text)
        else expect(text.startsWith(cut.slice(0, -1))).toBe(true)
        expect(stringWidth(padText(cut, width))).toBe(width)
      }),
    )
  })

  it('lets no document move the cursor', () => {
    expect(toPrintable('\u001b[31mred\u202e\n next')).toBe('·[31mred· next')
  })
})
