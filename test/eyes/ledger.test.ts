import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { ingest, rebuild } from '../../src/app/composition.ts'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import { openStoreReader } from '../../src/store/open-store.ts'
import { exported } from '../golden/exported.ts'
import { expectReplay } from '../pipeline/expect-replay.ts'

const SAMPLES = ['office-form.pdf', 'fax-form.pdf', 'poor-form.pdf', 'phone-photo.jpg'].map(name =>
  fileURLToPath(new URL(`../../samples/${name}`, import.meta.url)),
)

test('scans: every value is its raw reading with its ledger replayed, and a rebuild from kept readings gives the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const db = join(folder, 'x.db')
  const { documents } = await ingest(SAMPLES, { db })
  expect(documents.every(({ forms }) => forms > 0)).toBe(true)
  const library = loadFormLibrary()
  const reader = await openStoreReader(db)
  for await (const { form } of reader.forms()) expectReplay(form, library)
  await reader.close()
  const before = await exported(db)
  const rebuilt = await rebuild({ db, force: true })
  expect(rebuilt.documents.map(({ status, differences }) => [status, differences])).toEqual(
    SAMPLES.map(() => ['rebuilt', []]),
  )
  expect(await exported(db)).toBe(before)
})
