import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { summaryToText } from '../../src/cli/ingest/summary-to-text.ts'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { readBatch } from '../../src/report/batch.ts'
import { batchToHtml } from '../../src/report/html/batch-page.ts'
import type { ToForms } from '../../src/run/derive-forms.ts'
import { ingest } from '../../src/run/ingest.ts'
import { textReader } from '../../src/run/text-reader.ts'
import { writeBundles } from '../faults/form-texts.ts'
import { temporaryFolder } from '../faults/temporary-folder.ts'
import { collect, temporaryStore } from '../store/temporary-store.ts'

const SAMPLE = readFileSync(new URL('../../samples/minhang-2024.txt', import.meta.url))
const context = { library: loadFormLibrary(), form: 'auto', reviewBelow: 0.98 }
const realForms: ToForms = ({ pages }, decisions) => pagesToForms(pages, context, decisions)

/** A run over texts into a new store; it can be run again. */
async function textRun(folder: string, toForms = realForms) {
  const { store } = await temporaryStore()
  const parts = { store, reader: textReader, toForms, configuration: 'x', unpackFolder: join(folder, 'unpacked') }
  const runOn = (patterns: string[], signal?: AbortSignal) =>
    ingest({ patterns, listed: [] }, parts, { jobs: 1, ...(signal === undefined ? {} : { signal }) })
  return { store, run: () => runOn([folder]), runOn }
}

test('a document that the program fails over has failed with what to report; the others come in', async () => {
  const folder = temporaryFolder()
  writeBundles(folder, 3, 1)
  let documents = 0
  const { run } = await textRun(folder, (reading, decisions) => {
    documents += 1
    if (documents === 2) throw new RangeError('Maximum call stack size exceeded')
    return realForms(reading, decisions)
  })
  const summary = await run()
  expect(summary.documents.map(({ status }) => status)).toEqual(['loaded', 'failed', 'loaded'])
  expect(summary.documents[1]?.error).toMatchObject({
    code: 'crashed',
    message: expect.stringContaining('RangeError: Maximum call stack size exceeded'),
    hint: expect.stringContaining('report'),
  })
})

test('a document that is partial still needs a person when nothing changed', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'cut.txt'), SAMPLE.subarray(0, 4000))
  const { store, run } = await textRun(folder)
  const [first] = (await run()).documents
  expect(first).toMatchObject({ status: 'partial', error: { code: 'form-cut' } })
  const again = await run()
  expect(again.documents).toMatchObject([{ status: 'unchanged', error: first?.error }])
  expect(summaryToText(again)).toMatch(/1 of the unchanged is partial\.\n.*report batch/u)
  const html = (await collect(batchToHtml(await readBatch(store), 'From x.db.'))).join('')
  expect(html).not.toContain('Nothing: every document was read whole.')
  expect(html).toContain('form-cut')
})

test('a folder that could not be listed is to be tried again until a run lists it and comes to its end', async () => {
  const folder = temporaryFolder()
  writeBundles(folder, 2, 1)
  const { store, run, runOn } = await textRun(folder)
  const error = { code: 'unreadable-file', message: 'm', hint: 'h', page: null }
  const nothing = { sha256: null, pages: 0, forms: 0, indicators: 0, corrections: 0, findings: 0, seconds: 0 }
  const first = await store.startRun({ command: 'ingest', configuration: 'x' })
  await store.saveOutcome(first, { ...nothing, path: folder, file: 'folder', status: 'failed', error })
  await runOn([join(folder, 'bundle-001.txt')])
  expect(await store.pathsToRetry('failed')).toEqual([folder])
  await runOn([folder], AbortSignal.abort())
  expect(await store.pathsToRetry('failed')).toEqual([folder])
  await run()
  expect(await store.pathsToRetry('failed')).toEqual([])
})

test('what a killed run had unpacked beside the database in the folder is cleared away, not read', async () => {
  const folder = temporaryFolder()
  writeBundles(folder, 1, 1)
  const { store, run } = await textRun(folder)
  const unpacked = join(folder, 'unpacked')
  mkdirSync(unpacked)
  writeFileSync(join(unpacked, '0.txt'), SAMPLE)
  expect((await run()).documents.map(({ file }) => file)).toEqual(['bundle-001.txt'])
  expect(existsSync(unpacked)).toBe(false)
  expect((await store.documentHashes()).size).toBe(1)
})

test('files of other kinds are told once, not as failures', async () => {
  const folder = temporaryFolder()
  const { run } = await textRun(folder)
  for (const name of ['a.rar', 'b.docx', 'c.docx']) writeFileSync(join(folder, name), 'x')
  expect(summaryToText(await run())).toMatch(
    /nothing to read.*\n3 files of other kinds passed over: \.docx, \.rar\.\n$/u,
  )
  writeBundles(folder, 1, 1)
  const summary = await run()
  expect(summary.documents).toHaveLength(1)
  expect(summaryToText(summary)).toContain('\n3 files of other kinds passed over: .docx, .rar.\n')
})
