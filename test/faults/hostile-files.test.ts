import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import type { Issue } from '../../src/model/issue.ts'
import type { DocumentOutcome } from '../../src/store/store.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** PDFs of other projects' test suites, with their sources and licences in MANIFEST.tsv. */
const FIXTURES = new URL('../engines/pdf/fixtures/', import.meta.url).pathname
const files = readdirSync(FIXTURES).filter(file => file.endsWith('.pdf') && file !== 'form.pdf')

/** What is known to be wrong with some of them. */
const CODES: Readonly<Record<string, string>> = {
  'bomb__pdf.js__issue18042.pdf': 'image-dropped',
  'corrupt__pdf.js__Pages-tree-refs.pdf': 'corrupt',
  'corrupt__qpdf__bad7.pdf': 'corrupt',
  'corrupt__qpdf__empty.pdf': 'zero-pages',
  'encrypted__pdfbox__AESkeylength128.pdf': 'encrypted',
  'encrypted__qpdf__20-pages.pdf': 'encrypted',
  'encrypted__qpdf__enc-R3_V2_U-view_O-master.pdf': 'encrypted',
}

/** Codes of a file that is sound and simply holds no form. */
const EMPTY_HANDED = ['no-form', 'page-unreadable', 'low-quality', 'image-dropped', 'decode-warning']

test('every hostile file has a typed outcome, none takes the batch with it, no page is blank in silence', async () => {
  const outcomes = new Map<string, { outcome: DocumentOutcome; issues: readonly Issue[] }>()
  const summary = await ingest(
    files.map(file => join(FIXTURES, file)),
    {
      db: join(temporaryFolder(), 'x.db'),
      jobs: 2,
      onEvent: event => {
        if (event.type === 'done') outcomes.set(event.outcome.file, event)
      },
    },
  )
  expect(files.length).toBeGreaterThanOrEqual(27)
  expect(summary.documents.map(({ file }) => file)).toEqual([...files].sort())
  for (const [file, { outcome, issues }] of outcomes) {
    expect(outcome.status, file).toBe('failed')
    const { error } = outcome
    if (CODES[file]) expect(error?.code, file).toBe(CODES[file])
    else expect(EMPTY_HANDED, file).toContain(error?.code)
    expect(error?.message, file).toMatch(/^[A-Z\d].*\.$/su)
    expect(error?.hint, file).toMatch(/^[A-Z].{20,}[.)]$/su)
    const nothingRead = issues.some(({ code, message }) => code === 'no-form' && message.startsWith('Nothing could'))
    if (nothingRead)
      expect(
        issues.filter(issue => issue.code !== 'no-form'),
        file,
      ).not.toEqual([])
  }
}, 600_000)
