import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { FormSheet } from '../../../src/model/form-sheet.ts'
import type { TableSegment, TextLine } from '../../../src/model/page-reading.ts'
import { lostRowsIssue, missingEndIssue } from '../../../src/stages/assemble/lost-rows.ts'

const form = loadFormLibrary().families[0]!.definition

function line(text: string): TextLine {
  const place = { page: 2, box: null, pixels: null, line: null, column: null }
  return { kind: 'line', page: 2, reading: { text, confidence: 1, engine: 'test' }, place }
}

function segment(change: Partial<TableSegment>): TableSegment {
  const empty = { kind: 'table', grid: 'ruled', page: 1, rows: 1, columns: 1, columnEdges: null, cells: [] } as const
  return { ...empty, openTop: false, openBottom: false, ...change }
}

function sheet(change: Partial<FormSheet>): FormSheet {
  const none = { title: null, lines: [], looseLines: [], segments: [], issues: [] }
  return { sequence: 1, formId: form.id, pages: [1, 2], ...none, ...change }
}

describe('lines beside the table', () => {
  it.each(['可持续影响指标 电子档案异地备份机制 建立', '家长满意率 ≥90.00(%)', '完成数 5(项)'])(
    'look like rows: %s',
    text => {
      const issue = lostRowsIssue(sheet({ looseLines: [line(text)] }), form)
      expect(issue).toMatchObject({ code: 'borderless-rows', severity: 'warning', page: 2 })
    },
  )

  it.each(['第2页', '填报人：王某', '2024年度'])('do not: %s', text => {
    expect(lostRowsIssue(sheet({ looseLines: [line(text)] }), form)).toBeNull()
  })
})

describe('the end of a form', () => {
  it('is missing where its last ruled table goes on over the page edge', () => {
    const issue = missingEndIssue(sheet({ segments: [segment({}), segment({ page: 3, openBottom: true })] }))
    expect(issue).toMatchObject({ code: 'form-cut', severity: 'warning', page: 3 })
  })

  it('is there where a closed table follows, and cannot be told of a text', () => {
    expect(missingEndIssue(sheet({ segments: [segment({ openBottom: true }), segment({ page: 2 })] }))).toBeNull()
    expect(missingEndIssue(sheet({ segments: [segment({ grid: 'tabbed', openBottom: true })] }))).toBeNull()
    expect(missingEndIssue(sheet({}))).toBeNull()
  })
})
