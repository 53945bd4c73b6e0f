import { describe, expect, it } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import type { Issue } from '../../src/model/issue.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { formToExport } from '../../src/report/form-to-export.ts'
import { decodeText } from '../../src/stages/open-text/decode-text.ts'
import { textToPage } from '../../src/stages/open-text/text-to-page.ts'
import { folded } from '../bench/score.ts'
import { generateForms } from '../corpus/generate.ts'
import { formToText } from '../corpus/to-text.ts'

const library = loadFormLibrary()
const truth = generateForms({ seed: 5, count: 1 })[0]!
const text = formToText(truth, { seed: 1 })
const bytes = new TextEncoder().encode(text)
const source = { path: '/cut.txt', file: 'cut.txt', sha256: '', bytes: 0 }

function read(cut: Uint8Array) {
  const decoded = decodeText(cut)
  if (decoded.text === null) return { forms: [], issues: [decoded.issue] as readonly Issue[] }
  const { forms, issues } = pagesToForms([textToPage(decoded.text)], { library, form: 'auto', reviewBelow: 0.98 })
  const own = decoded.issue === null ? [] : [decoded.issue]
  return { forms, issues: [...own, ...issues, ...forms.flatMap(form => form.issues)] }
}

/** Byte offsets of the ends of lines. */
const lineEnds = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([offset]) => offset + 1)

describe('a form that ends too early', () => {
  it('is whole when it is whole', () => {
    const { forms, issues } = read(bytes)
    expect(issues).toEqual([])
    expect(forms[0]?.indicators).toHaveLength(truth.indicators.length)
  })

  it('is told to be cut wherever the head or the outputs are not whole', () => {
    const lastOutput = truth.indicators.findLast(row => row.level1 === '产出指标')!
    const end = new TextEncoder().encode(text.slice(0, text.indexOf(lastOutput.level3))).length
    const firstTitle = lineEnds[0]!
    for (const offset of lineEnds.filter(offset => offset > firstTitle && offset <= end)) {
      const { issues } = read(bytes.subarray(0, offset))
      expect(
        issues.map(issue => issue.code),
        `after ${offset} bytes`,
      ).toContain('form-cut')
      for (const { message, hint } of issues) expect(`${message} ${hint}`).toMatch(/not whole|no table follows|missing/)
    }
  })

  it('is no binary file when the cut goes through a character', () => {
    for (let offset = 204; offset < bytes.length; offset += 7) {
      const { forms, issues } = read(bytes.subarray(0, offset))
      expect(forms, `after ${offset} bytes`).toHaveLength(1)
      const isInCharacter = (bytes[offset]! & 0xc0) === 0x80
      if (isInCharacter)
        expect(
          issues.map(issue => issue.code),
          `after ${offset} bytes`,
        ).toContain('form-cut')
    }
  })

  it('keeps what stands before the cut, and adds nothing', () => {
    for (const offset of lineEnds.slice(6)) {
      const form = read(bytes.subarray(0, offset)).forms[0]!
      const { indicators } = formToExport({ document: source, form })
      expect(folded(form.fields.projectName)).toBe(folded(truth.projectName))
      const printed = indicators.map(row => `${folded(row.level3)} ${folded(row.value)}`)
      const wanted = truth.indicators.map(row => `${folded(row.level3)} ${folded(row.value)}`)
      expect(printed).toEqual(wanted.slice(0, printed.length))
    }
  })
})
