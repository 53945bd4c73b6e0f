import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseGlyphTable } from '../../src/forms/glyph-table.ts'

const file = fileURLToPath(new URL('../../pipelines/shared/glyphs.tsv', import.meta.url))
const tsv = readFileSync(file, 'utf8')
const glyphs = parseGlyphTable(tsv)

/** Position of a reading among the look-alikes of a label character, from 1. */
function rank(label: string, read: string, clip: 'none' | 'top' | 'bottom' | 'any'): number {
  const similarity = glyphs.similarity(label, read, clip)
  if (similarity === 0) return Number.POSITIVE_INFINITY
  return 1 + [...glyphs.neighbours(label, clip).values()].filter(value => value > similarity).length
}

describe('the table of pipelines/', () => {
  it('is small', () => {
    expect(statSync(file).size).toBeLessThan(400_000)
  })

  it('knows every Chinese character of every form definition', () => {
    const form = readFileSync(
      fileURLToPath(new URL('../../pipelines/performance-goal/form.yaml', import.meta.url)),
      'utf8',
    )
    const labels = form
      .split('\n')
      .filter(line => !/^\s*#/u.test(line))
      .join('')
    const unknown = [...new Set(labels.match(/\p{Script=Han}/gu))].filter(char => !glyphs.characters.has(char))
    expect(unknown, 'regenerate with: npx tsx test/generate/glyph-table.ts').toEqual([])
  })

  it('brings clipped characters near to what they were really read as', () => {
    expect(rank('会', '云', 'top')).toBe(1)
    expect(rank('效', '双', 'top')).toBeLessThanOrEqual(5)
    expect(rank('本', '木', 'bottom')).toBe(1)
    expect(rank('出', '山', 'any')).toBeLessThanOrEqual(3)
    expect(rank('社', '仁', 'top')).toBeLessThanOrEqual(200)
    expect(rank('会', '云', 'none')).toBeGreaterThan(20)
    expect(rank('效', '双', 'none')).toBeGreaterThan(20)
  })

  it('holds for every clip what holds unclipped', () => {
    const lost = [...glyphs.characters].filter(label =>
      [...glyphs.neighbours(label, 'none')].some(([read, similarity]) =>
        (['top', 'bottom', 'any'] as const).some(clip => glyphs.similarity(label, read, clip) < similarity),
      ),
    )
    expect(lost).toEqual([])
  })
})

describe('parseGlyphTable', () => {
  const header = 'character\tclip\tsimilarity\tneighbours'

  it('knows a character as itself, its neighbours by clip, and strangers not at all', () => {
    const table = parseGlyphTable(`# comment\n${header}\n会\ttop\t80\t云去\n会\tnone\t40\t云合\n`)
    expect(table.similarity('会', '会', 'none')).toBe(1)
    expect(table.similarity('会', '云', 'none')).toBe(0.4)
    expect(table.similarity('会', '云', 'top')).toBe(0.8)
    expect(table.similarity('会', '云', 'bottom')).toBe(0.4)
    expect(table.similarity('会', '云', 'any')).toBe(0.8)
    expect(table.similarity('会', '去', 'bottom')).toBe(0)
    expect(table.similarity('云', '会', 'any')).toBe(0)
    expect([...table.characters]).toEqual(['会'])
  })

  it.each([
    ['character\tclip', 'line 1'],
    [`${header}\n会\ttop\t100\t云`, 'line 2: "100" is not a percentage'],
    [`${header}\n会\tleft\t80\t云`, 'line 2: "left" is not a clip'],
    [`${header}\n会\ttop\t80\t`, 'line 2: a line needs one character'],
    ['', 'line 1'],
  ])('refuses %j', (text, message) => {
    expect(() => parseGlyphTable(text)).toThrow(message)
  })
})
