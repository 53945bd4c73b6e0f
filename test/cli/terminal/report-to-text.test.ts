import { describe, expect, it } from 'vitest'
import { reportToText } from '../../../src/cli/terminal/report-to-text.ts'
import type { ReportColumn } from '../../../src/report/report-table.ts'

interface Row {
  readonly name: string
  readonly yuan: string | null
}

const columns: ReadonlyArray<ReportColumn<Row>> = [
  { key: 'name', type: 'text', width: 10, value: row => row.name },
  { key: 'yuan', type: 'amount', width: 10, value: row => row.yuan },
  { key: 'sha256', type: 'text', width: 10, isDetail: true, value: () => 'abc' },
]

describe('report in a terminal', () => {
  it('shows the essential columns that hold something', async () => {
    const rows = [{ name: '招商经费', yuan: '25641350.00' }]
    expect(await reportToText({ name: 'R', columns, rows })).toContain('招商经费  25,641,350.00')
    const blank = await reportToText({ name: 'R', columns, rows: [{ name: '招商经费', yuan: null }] })
    expect(blank).not.toMatch(/yuan|sha256/u)
  })

  it('says when there is nothing, and when there is more than it shows', async () => {
    expect(await reportToText({ name: 'R', columns, rows: [] })).toBe('There is nothing to report.\n')
    const rows = Array.from({ length: 1_005 }, () => ({ name: 'a', yuan: null }))
    expect(await reportToText({ name: 'R', columns, rows })).toMatch(
      /\n5 more rows: write them to a file with --out\.\n$/u,
    )
  })
})
