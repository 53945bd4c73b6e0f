import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { ReportColumn } from '../../src/report/report-table.ts'
import { unguardText } from '../../src/report/spreadsheet-guard.ts'
import { tableToCsv } from '../../src/report/table-to-csv.ts'
import { tableToJson, tableToJsonl } from '../../src/report/table-to-json.ts'
import { collect } from '../store/temporary-store.ts'

interface Row {
  readonly text: string | null
  readonly amount: string | null
}

const columns: ReadonlyArray<ReportColumn<Row>> = [
  { key: 'text', type: 'text', width: 10, value: row => row.text },
  { key: 'amount', type: 'amount', width: 10, value: row => row.amount },
]

async function csv(rows: readonly Row[], forSpreadsheet: boolean): Promise<string> {
  return (await collect(tableToCsv({ name: 'T', columns, rows }, { forSpreadsheet }))).join('')
}

function parsed(text: string): string[][] {
  return Papa.parse<string[]>(text.replace(/^\uFEFF/u, ''), { skipEmptyLines: false }).data.slice(0, -1)
}

const rows = fc.array(
  fc.record({ text: fc.string({ unit: 'grapheme' }), amount: fc.constantFrom('-5.00', '1094500.00', '') }),
)

describe('table to CSV', () => {
  it('keeps every text to the letter for programs', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async rows => {
        const [head, ...lines] = parsed(await csv(rows, false))
        expect(head).toEqual(['text', 'amount'])
        expect(lines).toEqual(rows.map(({ text, amount }) => [text, amount]))
      }),
    )
  })

  it('marks the file for Excel, guards texts and leaves numbers numbers', async () => {
    const text = await csv([{ text: '=1.00(项)', amount: '-5.00' }], true)
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(parsed(text)[1]).toEqual(["'=1.00(项)", '-5.00'])
  })

  it('can be taken back from what Excel gets', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async rows => {
        const lines = parsed(await csv(rows, true)).slice(1)
        expect(lines.map(([text = '']) => unguardText(text))).toEqual(rows.map(({ text }) => text))
      }),
    )
  })

  it('writes null as an empty cell, and some hundred lines at a time', async () => {
    const many = Array.from({ length: 450 }, () => ({ text: null, amount: null }))
    const chunks = await collect(tableToCsv({ name: 'T', columns, rows: many }, { forSpreadsheet: false }))
    expect(chunks.length).toBe(4)
    expect(parsed(chunks.join(''))).toHaveLength(451)
    expect(parsed(chunks.join(''))[450]).toEqual(['', ''])
  })
})

describe('table to JSON', () => {
  it('is one array, or one object a line', async () => {
    const table = { name: 'T', columns, rows: [{ text: '"a"', amount: null }] }
    const objects = [{ text: '"a"', amount: null }]
    expect(JSON.parse((await collect(tableToJson(table))).join(''))).toEqual(objects)
    expect((await collect(tableToJsonl(table))).map(line => JSON.parse(line) as unknown)).toEqual(objects)
    expect(JSON.parse((await collect(tableToJson({ ...table, rows: [] }))).join(''))).toEqual([])
  })
})
