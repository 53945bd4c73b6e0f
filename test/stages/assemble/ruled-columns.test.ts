import { expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { LabelledCell, LabelledSheet, LabelMatch, SheetRow } from '../../../src/model/form-sheet.ts'
import type { Cell, TableSegment } from '../../../src/model/page-reading.ts'
import { ruledColumns } from '../../../src/stages/assemble/ruled-columns.ts'

const form = loadFormLibrary().families[0]!.definition
const label = (role: LabelMatch['role'], text: string): LabelMatch => ({
  role,
  label: text,
  cost: 0,
  part: false,
  tail: '',
})

function rowOf(row: number, texts: readonly string[], matchOf: (text: string) => LabelMatch[]): SheetRow {
  const cells = texts.map((text, column): LabelledCell => {
    const cell = { row, column, rowSpan: 1, columnSpan: 1, reading: { text, confidence: 1, engine: 'test' } } as Cell
    return { cell, matches: matchOf(text) }
  })
  return { segment: 0, row, cells }
}

it('a target in a second column of targets is not lost: both stand in the value, and a person is asked', () => {
  const value = form.columns.find(({ role }) => role === 'value')!.headers[0]!
  const headers = ['一级指标', '二级指标', '三级指标', '项目指标值', '年度指标值']
  const head = rowOf(0, headers, text => [label('header', text.endsWith('指标值') ? value : text)])
  const row = rowOf(1, ['产出指标', '数量指标', '培训人数', '≥300(人)', '≥100(人)'], () => [])
  const columnEdges = headers.map((_, i) => i / 5).concat(1)
  const segment = { kind: 'table', grid: 'ruled', columnEdges } as unknown as TableSegment
  const sheet = { sheet: { segments: [segment] }, rows: [head, row] } as unknown as LabelledSheet
  const split = ruledColumns(sheet, form).split(row)!
  expect(split.name.map(({ cell }) => cell.reading.text)).toEqual(['培训人数'])
  expect(split.value.map(({ cell }) => cell.reading.text)).toEqual(['≥300(人)', '≥100(人)'])
  expect(split.doubts).toHaveLength(1)
})
