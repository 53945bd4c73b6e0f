import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { formToExport, ingest, openStoreReader } from '../../src/index.ts'
import { scoreForms } from '../bench/score.ts'
import { formTruthSchema } from '../corpus/truth.ts'

const sample = (name: string) => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url))

test('a form whose two pages lie side by side on one sheet is read page after page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-sheet-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [left, right] = await Promise.all(
    [0, 1].map(page => sharp(sample('fax-pages.tiff'), { page }).png().toBuffer({ resolveWithObject: true })),
  )
  const sheet = join(folder, 'sheet.png')
  const { width, height } = left!.info
  await sharp({ create: { width: 2 * width, height, channels: 3, background: 'white' } })
    .composite([
      { input: left!.data, left: 0, top: 0 },
      { input: right!.data, left: width, top: 0 },
    ])
    .withMetadata({ density: 200 })
    .png()
    .toFile(sheet)
  const db = join(folder, 'x.db')
  const { documents } = await ingest([sheet], { db })
  expect(documents).toMatchObject([{ pages: 1, forms: 1 }])
  const golds = readFileSync(sample('fax-pages.gold.jsonl'), 'utf8').trim().split('\n')
  const reader = await openStoreReader(db)
  const forms: ReturnType<typeof formToExport>[] = []
  for await (const form of reader.forms()) forms.push(formToExport(form))
  await reader.close()
  const { score } = scoreForms(
    golds.map(line => formTruthSchema.parse(JSON.parse(line))),
    forms,
    { inOrder: true },
  )
  expect(score).toMatchObject({ forms: 1, formsFound: 1, rowsRight: score.rows, silentErrors: 0, extraForms: 0 })
})
