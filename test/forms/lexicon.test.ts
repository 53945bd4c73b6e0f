import { readdirSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import { parseIndicatorValue } from '../../src/stages/normalise/parse-value.ts'

const folder = new URL('../../pipelines/shared/lexicon/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.csv'))
const rowsOf = (name: string) =>
  Papa.parse<Record<string, string>>(readFileSync(new URL(name, folder), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })

describe.each(files)('%s', name => {
  const { data, errors, meta } = rowsOf(name)
  const key = meta.fields?.[0] ?? ''

  it('is whole: every row has a key of its own, and a source', () => {
    expect(errors).toEqual([])
    expect(new Set(data.map(row => row[key])).size).toBe(data.length)
    expect(data.filter(row => !row[key]?.trim() || !row.source?.trim())).toEqual([])
    expect(data.filter(row => Object.values(row).some(text => text !== text.trim()))).toEqual([])
  })

  it('is described in the README with its number of rows', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8')
    expect(readme).toContain(`| \`${name}\` | ${data.length.toLocaleString('en')} | ${meta.fields?.join(', ')} |`)
  })
})

it('gives every division a parent one or two levels up', () => {
  const { data } = rowsOf('divisions.csv')
  const levels = ['province', 'prefecture', 'county', 'township']
  const levelByCode = new Map(data.map(row => [row.code, levels.indexOf(row.level ?? '')]))
  for (const { code, level, parent } of data) {
    const own = levels.indexOf(level ?? '')
    expect(own, code).toBeGreaterThanOrEqual(0)
    if (own === 0) expect(parent).toBe('')
    else expect([1, 2], code).toContain(own - (levelByCode.get(parent) ?? -9))
  }
})

it('expands short forms to endings that bodies have', () => {
  const endings = rowsOf('organisation-endings.csv').data.map(row => row.ending ?? '')
  const lost = rowsOf('organisation-short-forms.csv').data.filter(
    row => !endings.some(ending => row.full?.endsWith(ending)),
  )
  expect(lost).toEqual([])
})

it('keeps numbers, in digits or in words, operators and signs out of phrases', () => {
  const phrases = rowsOf('value-phrases.csv').data.map(row => row.phrase ?? '')
  expect(
    phrases.filter(phrase => /[\d≥≤<>=%‰＞＜＝％零〇二两三四五六七八九十百千万]|一(?!致|步|次性)/u.test(phrase)),
  ).toEqual([])
})

describe('the targets that pipelines/ holds', () => {
  const { units } = loadFormLibrary()
  const names = Papa.parse<Record<string, string>>(
    readFileSync(new URL('../../pipelines/performance-goal/indicator-names.csv', import.meta.url), 'utf8'),
    { header: true, skipEmptyLines: true },
  ).data.map(row => ({ name: row.name ?? '', value: row.value ?? '' }))
  const targets = names.filter(({ value }) => value !== '')
  const typed = (text: string) => parseIndicatorValue(text, { fiscalYear: 2024, units })

  it('are read without a doubt', () => {
    const phrases = rowsOf('value-phrases.csv').data.map(row => ({ name: '', value: row.phrase ?? '' }))
    expect(targets.length).toBeGreaterThan(4_000)
    const doubtful = [...targets, ...phrases].filter(({ value }) => {
      const { kind, doubts } = typed(value)
      return kind === 'unparsed' || doubts.length > 0
    })
    expect(doubtful).toEqual([])
  })

  it('are shares where the name is one', () => {
    const shares = targets.filter(({ name }) => /(?:占比|比例|比重)$/u.test(name))
    expect(shares.length).toBeGreaterThan(30)
    const others = shares.filter(({ value }) => !['ratio', null].includes(typed(value).dimension))
    expect(others).toEqual([])
  })
})
