import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { correctionsSheet, readCorrectionsSheet } from '../../src/report/corrections-sheet.ts'
import { tableToCsv } from '../../src/report/table-to-csv.ts'
import type { CorrectionOfForm } from '../../src/store/store.ts'
import { collect } from '../store/temporary-store.ts'
import { CORRECTION } from './marked-result.ts'

const sha256 = 'ab'.repeat(32)
const document = { path: '/a.txt', file: 'a.txt', sha256, bytes: 1 }
const form = { sequence: 3, fiscalYear: 2024, projectName: '招商经费', competentDepartment: null }

async function sheetOf(corrections: ReadonlyArray<Partial<CorrectionOfForm['correction']>>): Promise<string> {
  const rows = corrections.map(part => ({ document, form, correction: { ...CORRECTION, ...part } }))
  return (await collect(tableToCsv(correctionsSheet(asyncOf(rows)), { forSpreadsheet: true }))).join('')
}

async function* asyncOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

/** Fills cells in by their headings, as a person does, and saves with that separator. */
function filled(csv: string, rows: ReadonlyArray<Record<string, string>>, delimiter = ','): string {
  const { data } = Papa.parse<string[]>(csv.replace(/^\uFEFF/u, '').trimEnd())
  const [header = [], ...cells] = data
  const lines = cells.map((row, index) => row.map((cell, i) => rows[index]?.[header[i] ?? ''] ?? cell))
  return Papa.unparse([header, ...lines], { delimiter, newline: '\r\n' })
}

describe('the sheet of corrections', () => {
  it('asks for nothing by itself, and has its headings in plain words', async () => {
    const csv = await sheetOf([{}, { decision: 'proposed' }])
    expect(csv.startsWith('\uFEFFDocument,Form,Year,Project,Value,Read as,Taken as,State,Your decision,')).toBe(true)
    expect(readCorrectionsSheet(csv)).toEqual({ requests: [], faults: [] })
  })

  it('tells decisions that were made already, and gives them back as they are', async () => {
    const decided = { by: '李', at: '2026-01-01T00:00:00.000Z' }
    const csv = await sheetOf([
      { before: 'a', decision: 'accepted', decided },
      { before: 'b', decision: 'rejected', decided },
      { before: 'c', decision: 'accepted', method: 'review', after: '=1.00(项)', decided },
      { before: 'd', decision: 'accepted', method: 'review', after: '', decided },
      { before: 'e', decision: 'accepted', method: 'review', rule: 'review/confirmed', after: 'e', decided },
    ])
    const { requests, faults } = readCorrectionsSheet(csv)
    expect(faults).toEqual([])
    expect(requests.map(({ before, verdict, text }) => [before, verdict, text])).toEqual([
      ['a', 'accepted', null],
      ['b', 'rejected', null],
      ['c', 'edited', '=1.00(项)'],
      ['d', 'edited', ''],
      ['e', 'accepted', null],
    ])
  })

  it('shows what else could stand there, the nearest first, and does not read it', async () => {
    const candidates = [
      { text: '经济效益指标', cost: 0.9 },
      { text: CORRECTION.after, cost: 0.25 },
      { text: '生态效益指标', cost: 0.5 },
    ]
    const csv = await sheetOf([{ candidates }, { candidates: [] }])
    const { data } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/u, '').trimEnd(), { header: true })
    expect(data.map(row => row['Other readings'])).toEqual(['生态效益指标 +0.25; 经济效益指标 +0.65', ''])
    expect(readCorrectionsSheet(csv)).toEqual({ requests: [], faults: [] })
  })

  it('brings every text through a spreadsheet to the letter', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[=+\-@'"\t0-9/.,%]{0,8}$/u),
      fc.constantFrom(
        '100.00',
        '007',
        '1,144,250.00',
        '3-5',
        '2024年1月',
        '12:30',
        'TRUE',
        '',
        ' a ',
        'a\nb',
        '1e5',
        '95.50%',
      ),
    )
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(',', ';', '\t'), async (text, separator) => {
        const before = text.replaceAll('\r\n', '\n')
        const csv = filled(await sheetOf([{ before }]), [{ 'Your decision': 'accepted' }], separator)
        const { requests, faults } = readCorrectionsSheet(csv)
        expect(faults).toEqual([])
        expect(requests).toEqual([
          {
            row: 2,
            sha256,
            sequence: 3,
            path: CORRECTION.path,
            before,
            rule: CORRECTION.rule,
            verdict: 'accepted',
            text: null,
          },
        ])
      }),
      { numRuns: 200, seed: 3 },
    )
  })

  it('never holds a formula, nor a number or date that a spreadsheet would write otherwise', async () => {
    const risky = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '100.00', '3-5', '007', '2024年01月']
    const csv = await sheetOf(risky.map(before => ({ before, after: before, reason: before, rule: before })))
    const { data } = Papa.parse<string[]>(csv.trimEnd())
    for (const cell of data.slice(1).flat()) {
      expect(cell).not.toMatch(/^[=+\-@]/u)
      expect(risky).not.toContain(cell)
    }
  })

  it('says for every row what is wrong with it, counting rows as the spreadsheet does', async () => {
    const csv = await sheetOf([{ before: 'line 1\nline 2' }, {}, {}, {}, {}, {}])
    const { requests, faults } = readCorrectionsSheet(
      filled(csv, [
        { 'Your decision': 'yes' },
        { 'Your decision': 'edited' },
        { 'Your decision': 'accepted', 'Your text': 'x' },
        { 'Your decision': 'ACCEPT', 'Document key': '1.2E+10' },
        { 'Your text': 'mine' },
        { 'Your decision': 'edit', 'Your text': '(Blank)' },
      ]),
    )
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'unknown-decision'],
      [3, 'text-missing'],
      [4, 'text-unexpected'],
      [5, 'bad-key'],
    ])
    expect(requests.map(({ row, verdict, text }) => [row, verdict, text])).toEqual([
      [6, 'edited', 'mine'],
      [7, 'edited', ''],
    ])
  })

  it('takes columns in any order and among others, and passes over blank rows', async () => {
    const csv = [
      'notes,YOUR TEXT,Your decision,document key,Read as,Value,Form',
      '',
      `x,,accepted,${sha256},b,projectName,1`,
      ',,,,,,',
      `x,,rejected,${sha256.toUpperCase()},c,projectName,2`,
    ].join('\n')
    expect(readCorrectionsSheet(csv).requests.map(({ row, verdict }) => [row, verdict])).toEqual([
      [3, 'accepted'],
      [5, 'rejected'],
    ])
  })

  it.each([
    ['another table', 'a,b\n1,2\n', 'Your decision'],
    ['nothing', '', 'lacks'],
    ['no CSV', 'Form,"Value\n1,2', 'no CSV'],
  ])('refuses %s', (_, csv, says) => {
    expect(() => readCorrectionsSheet(csv)).toThrow(
      expect.objectContaining({ code: 'not-a-corrections-sheet', message: expect.stringContaining(says) as string }),
    )
  })
})
