import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { ingest } from '../../src/run/ingest.ts'
import { textReader } from '../../src/run/text-reader.ts'
import { writeBundles } from '../faults/form-texts.ts'
import { temporaryFolder } from '../faults/temporary-folder.ts'
import { temporaryStore } from '../store/temporary-store.ts'

const context = { library: loadFormLibrary(), form: 'auto', reviewBelow: 0.98 }

test('a document that the program fails over has failed with what to report; the others come in', async () => {
  const folder = temporaryFolder()
  writeBundles(folder, 3, 1)
  const { store } = await temporaryStore()
  let documents = 0
  const toForms = (...[{ pages }, decisions]: Parameters<Parameters<typeof ingest>[1]['toForms']>) => {
    documents += 1
    if (documents === 2) throw new RangeError('Maximum call stack size exceeded')
    return pagesToForms(pages, context, decisions)
  }
  const parts = { store, reader: textReader, toForms, configuration: 'x', unpackFolder: join(folder, 'unpacked') }
  const summary = await ingest({ patterns: [folder], listed: [] }, parts, { jobs: 1 })
  expect(summary.documents.map(({ status }) => status)).toEqual(['loaded', 'failed', 'loaded'])
  expect(summary.documents[1]?.error).toMatchObject({
    code: 'crashed',
    message: expect.stringContaining('RangeError: Maximum call stack size exceeded'),
    hint: expect.stringContaining('report'),
  })
})
