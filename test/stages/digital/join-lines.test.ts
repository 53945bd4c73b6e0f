import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinLines } from '../../../src/stages/digital/join-lines.ts'

const join = (...texts: string[]) => joinLines(texts.map(text => ({ text, endsWithSpace: false })))

test.each([
  [['通过系统升级', '改造'], '通过系统升级改造'],
  [['Smart City', 'Operations'], 'Smart City Operations'],
  [['1,144', ',250.00'], '1,144,250.00'],
  [['26,641,3', '50.00'], '26,641,350.00'],
  [['≥', '95.00(%)'], '≥95.00(%)'],
  [['2024-01', '-01'], '2024-01-01'],
  [['系统Level', '2建设'], '系统Level 2建设'],
  [['共44', '条段'], '共44条段'],
  [['', '甲', '', '乙'], '甲乙'],
])('%o is %s', (lines, text) => {
  expect(join(...lines)).toBe(text)
})

test('a printed space at the end of a line parts words, but not Chinese', () => {
  const spaced = (left: string, right: string) =>
    joinLines([
      { text: left, endsWithSpace: true },
      { text: right, endsWithSpace: false },
    ])
  expect(spaced('100', '200')).toBe('100 200')
  expect(spaced('甲', '乙')).toBe('甲乙')
})

test('no character is lost or changed but for single spaces between lines', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), texts => {
      expect(join(...texts).replaceAll(' ', '')).toBe(texts.join('').replaceAll(' ', ''))
    }),
  )
})
