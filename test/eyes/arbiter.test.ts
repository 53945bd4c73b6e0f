import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import { pageEngine } from '../../src/app/working-parts.ts'
import type { Reading } from '../../src/model/reading.ts'
import { openReadingStore } from '../../src/run/reading-store.ts'
import { filesFolder } from '../../src/store/files-folder.ts'

const SAMPLE = fileURLToPath(new URL('../../samples/rotated-page.pdf', import.meta.url))

test('an arbiter reads the numbers on which two looks differ, beside their text and never in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-arbiter-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const db = join(folder, 'x.db')
  const readings = async (arbiter: string): Promise<Reading[]> => {
    const { documents } = await ingest([SAMPLE], { db, arbiter, timeout: 120 })
    // A reading made with an arbiter is another one: nothing is taken for unchanged.
    expect(documents).toMatchObject([{ status: 'loaded' }])
    const store = openReadingStore(filesFolder(db), pageEngine('ppocr', arbiter))
    const { sha256 } = documents[0]!
    const pages = await Promise.all((await store.pagesOf(sha256!)).map(page => store.load(sha256!, page)))
    return pages.flatMap(page =>
      page!.blocks.flatMap(block =>
        block.kind === 'table' ? block.cells.map(({ reading }) => reading) : [block.reading],
      ),
    )
  }
  const heard = (reading: Reading) => reading.others?.some(({ engine }) => engine === 'tesseract') === true
  const [alone, together] = [await readings('none'), await readings('tesseract')]
  expect(alone.some(heard)).toBe(false)
  const disputed = together.filter(heard)
  expect(disputed.length).toBeGreaterThan(0)
  for (const { text, others } of disputed) {
    expect(text).toMatch(/[0-9%≥≤<>]/u)
    expect(others!.length).toBeGreaterThan(1)
  }
  const own = ({ text, confidence, engine }: Reading) => [text, confidence, engine]
  expect(together.map(own)).toEqual(alone.map(own))
}, 240_000)
