import { expect, it } from 'vitest'
import { loadFormLibrary } from '../../../src/forms/form-library.ts'
import type { LabelledCell, LabelMatch } from '../../../src/model/form-sheet.ts'
import type { Cell } from '../../../src/model/page-reading.ts'
import { headerColumns } from '../../../src/stages/assemble/header-columns.ts'

const form = loadFormLibrary().families[0]!.definition

const LEVELS = ['一级指标', '二级指标', '三级指标']
const exactly = (label: string): LabelMatch => ({ role: 'header', label, cost: 0, part: false, tail: '' })
const partly = LEVELS.map(label => ({ ...exactly(label), cost: 0.05, part: true }))

function header(text: string, matches: readonly LabelMatch[]): LabelledCell {
  return { cell: { reading: { text, confidence: 1, engine: 'test' } } as Cell, matches }
}

const rolesOf = (cells: readonly LabelledCell[]) => headerColumns(cells, form).map(column => column?.role ?? null)
const value = header('年度(/项目)指标值', [exactly('年度(/项目)指标值')])

it('headers that lost the stroke which tells them apart are told apart by their order', () => {
  const lost = (text: string) => header(text, partly)
  const third = header('三级指标', [exactly('三级指标')])
  const whole = ['level1', 'level2', 'name', 'value']
  expect(rolesOf([lost('级指标'), lost('级指标'), third, value])).toEqual(whole)
  expect(rolesOf([lost('级指标'), lost('级指标'), lost('级指标'), value])).toEqual(whole)
})

it('a header that was taken for its neighbour, or not read, is the one that is missing', () => {
  const [first, second, third] = LEVELS.map(label => header(label, [exactly(label)]))
  expect(rolesOf([first!, first!, third!, value])).toEqual(['level1', 'level2', 'name', 'value'])
  expect(rolesOf([first!, second!, second!, value])).toEqual(['level1', 'level2', 'name', 'value'])
  expect(rolesOf([header('x', []), second!, third!, value])).toEqual(['level1', 'level2', 'name', 'value'])
})

it('a blank cell and a column that the form does not have name nothing', () => {
  const cells = LEVELS.map(label => header(label, [exactly(label)]))
  const group = header('绩效指标', [{ ...exactly('绩效指标'), role: 'group' }])
  expect(rolesOf([header('', []), ...cells, value])).toEqual([null, 'level1', 'level2', 'name', 'value'])
  expect(rolesOf([group, ...cells.slice(1), value])).toEqual([null, 'level2', 'name', 'value'])
  expect(rolesOf([...cells, value, header('权重', [])])).toEqual(['level1', 'level2', 'name', 'value', null])
})
