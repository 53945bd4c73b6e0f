import { describe, expect, it } from 'vitest'
import type { ReportColumn } from '../../src/report/report-table.ts'
import { sheetsToXlsx, tableToSheet } from '../../src/report/tables-to-xlsx.ts'
import { unzip } from './unzip.ts'

interface Row {
  readonly text: string | null
  readonly amount: string | null
}

const columns: ReadonlyArray<ReportColumn<Row>> = [
  { key: 'text', type: 'text', width: 10, value: row => row.text },
  { key: 'amount', type: 'amount', width: 10, value: row => row.amount },
]

async function sheetXml(rows: readonly Row[]): Promise<{ sheet: string; strings: string }> {
  const files = unzip(await sheetsToXlsx([await tableToSheet({ name: 'Sheet', columns, rows })]))
  return { sheet: files.get('xl/worksheets/sheet1.xml') ?? '', strings: files.get('xl/sharedStrings.xml') ?? '' }
}

describe('tables to XLSX', () => {
  it('keeps what looks like a formula a text, and amounts numbers', async () => {
    const { sheet, strings } = await sheetXml([{ text: '=1.00(项)', amount: '26641350.00' }])
    expect(strings).toContain('=1.00(项)')
    expect(sheet).not.toContain('<f>')
    expect(sheet).toMatch(/<v>26641350<\/v>/u)
  })

  it('keeps an amount with more digits than Excel has as a text', async () => {
    const { strings } = await sheetXml([{ text: null, amount: '12345678901234567.89' }])
    expect(strings).toContain('12345678901234567.89')
  })

  it('shows where a text was longer than a cell can be', async () => {
    const { strings } = await sheetXml([{ text: '长'.repeat(40_000), amount: null }])
    expect(strings).toContain(`${'长'.repeat(32_766)}…`)
    expect(strings).not.toContain('长'.repeat(32_767))
  })
})
