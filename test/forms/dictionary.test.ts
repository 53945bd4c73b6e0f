import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createDictionary, parseDictionary } from '../../src/forms/dictionary.ts'
import { TabulariumError } from '../../src/model/tabularium-error.ts'

const pipelines = fileURLToPath(new URL('../../pipelines/', import.meta.url))
const files = ['shared/dictionaries/', 'performance-goal/dictionaries/'].flatMap(folder =>
  readdirSync(pipelines + folder)
    .filter(name => name.endsWith('.csv'))
    .map(name => folder + name),
)

const csv = (...lines: string[]) => ['wrong,right,scope,source,note', ...lines].join('\n')
const faultOf = (text: string): string => {
  try {
    parseDictionary(text, 'test.csv')
  } catch (error) {
    if (error instanceof TabulariumError) return error.message
    throw error
  }
  return ''
}

describe('the dictionaries of pipelines/', () => {
  const entries = files.flatMap(file => parseDictionary(readFileSync(pipelines + file, 'utf8'), file))

  it('load without a fault and have breadth', () => {
    expect(entries.length).toBeGreaterThanOrEqual(300)
  })

  it('never name a wording twice, nor correct into another error', () => {
    expect(new Set(entries.map(entry => entry.wrong)).size).toBe(entries.length)
    const dictionary = createDictionary(entries)
    const chained = entries.filter(({ right }) => dictionary.find(right, 'prose').length > 0)
    expect(chained.map(entry => entry.wrong)).toEqual([])
  })
})

describe('parseDictionary', () => {
  it('reads a byte order mark, quotes and blank lines', () => {
    const text = `\uFEFF${csv('"绩郊","绩效",any,test,"a, b"', '', '社公保障,社会保障,name,test,')}`
    expect(parseDictionary(text, 'test.csv').map(entry => [entry.wrong, entry.scope, entry.note])).toEqual([
      ['绩郊', 'any', 'a, b'],
      ['社公保障', 'name', ''],
    ])
  })

  it.each([
    ['digits that differ', '2023年,2024年,any,test,', 'line 2, right: digits, numerals, operators'],
    ['numerals that differ', '三公里,二公里,any,test,', 'line 2, right: digits, numerals, operators'],
    ['operators that differ', '》90,≥90,value,test,', 'line 2, right: digits, numerals, operators'],
    ['a percent sign from nowhere', '合格百分,合格%,value,test,', 'line 2, right: digits, numerals, operators'],
    ['nothing to change', '绩效,绩效,any,test,', 'line 2, right: right is the same'],
    ['a single character', '郊,效,any,test,', 'line 2, wrong: one character alone'],
    ['an unknown scope', '绩郊,绩效,names,test,', 'line 2, scope:'],
    ['a label, which no dictionary settles', '绩郊,绩效,label,test,', 'line 2, scope: write one of name, prose'],
    ['no source', '绩郊,绩效,any,,', 'line 2, source: say where'],
    ['a repetition', '绩郊,绩效,any,test,\n绩郊,绩效,any,test,', 'line 3, wrong: "绩郊" stands on line 2'],
    ['a missing cell', '绩郊,绩效,any,test', 'line 2, columns: 4 cells instead of 5'],
  ])('refuses %s and says where', (_, line, message) => {
    expect(faultOf(csv(line))).toContain(`test.csv, ${message}`)
  })

  it('refuses a file with other columns', () => {
    expect(faultOf('wrong;right\na;b')).toContain('line 1: the columns are')
  })
})

describe('find', () => {
  const dictionary = createDictionary(
    parseDictionary(csv('绩郊,绩效,any,t,', '绩郊目标,绩效目标,any,t,', '不少以,不少于,prose,t,'), 'test.csv'),
  )

  it('takes the longest wording and none that overlap', () => {
    const found = dictionary.find('绩郊目标与绩郊', 'name')
    expect(found.map(match => [match.entry.wrong, match.index])).toEqual([
      ['绩郊目标', 0],
      ['绩郊', 5],
    ])
  })

  it('keeps to the scope', () => {
    expect(dictionary.find('不少以60次', 'prose')).toHaveLength(1)
    expect(dictionary.find('不少以60次', 'name')).toHaveLength(0)
  })

  it('lets the later file win', () => {
    const [first, second] = ['绩效', '绩校'].map(right => parseDictionary(csv(`绩郊,${right},any,t,`), 'f.csv'))
    expect(createDictionary([...first!, ...second!]).entries.map(entry => entry.right)).toEqual(['绩校'])
  })
})
