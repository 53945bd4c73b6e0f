import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Box } from '../../model/box.ts'
import type { DocumentSource } from '../../model/document.ts'
import { grouped } from '../../model/grouped.ts'
import type { CellPictures } from '../../report/html/corrections-by-document.ts'
import { openSource } from '../../run/open-source.ts'
import { createPagePool } from '../../run/page-worker/page-pool.ts'
import { pictureFile } from '../../run/picture-store.ts'
import type { CorrectionOfForm, StoreReader } from '../../store/store.ts'
import { keptCrops } from './kept-crops.ts'

export interface OpenCellPictures {
  readonly of: CellPictures
  close(): Promise<void>
}

interface Placed {
  readonly index: number
  readonly page: number
  readonly box: Box
}

/**
 * Pictures of cells for a page to read: cut out of the document by a child process where its file is still the one that was
 * read, else from pictures that were kept. Where neither is there, there is no picture.
 */
export async function openCellPictures(reader: StoreReader): Promise<OpenCellPictures> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-pictures-'))
  const pool = createPagePool({ size: 1 })
  const cut = async (path: string, placed: readonly Placed[]): Promise<Map<number, string>> => {
    const byPage = [...grouped(placed, ({ page }) => page)]
    const parts = byPage.map(([page, cells]) => ({ page, boxes: cells.map(({ box }) => box) }))
    const files = await pool.keepPictures(path, parts, folder)
    const pictures = new Map<number, string>()
    for (const [group, [, cells]] of byPage.entries())
      for (const [position, { index }] of cells.entries()) {
        const file = files[group]?.[position]
        if (file) pictures.set(index, toDataUri(await readFile(pictureFile(folder, file.sha256)), 'webp'))
      }
    return pictures
  }
  return {
    async of(corrections) {
      const [first] = corrections
      const placed = corrections.flatMap(({ correction: { place } }, index): Placed[] =>
        place === null || place.box === null ? [] : [{ index, page: place.page, box: place.box }],
      )
      if (first === undefined || placed.length === 0) return corrections.map(() => null)
      if (await isUnchanged(first.document)) {
        const pictures = await cut(first.document.path, placed)
        return corrections.map((_, index) => pictures.get(index) ?? null)
      }
      return Promise.all(corrections.map(row => keptPicture(reader, row)))
    },
    async close() {
      await pool.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function isUnchanged({ path, sha256 }: DocumentSource): Promise<boolean> {
  const { source } = await openSource(path)
  return source?.sha256 === sha256
}

async function keptPicture(
  reader: StoreReader,
  { document, form, correction }: CorrectionOfForm,
): Promise<string | null> {
  const { place, path } = correction
  if (place === null || place.box === null) return null
  const crops = keptCrops(reader, { document, form }, path)
  const picture = await crops.cropOf({ page: place.page, box: place.box })
  return picture === null ? null : toDataUri(picture, 'png')
}

function toDataUri(content: Buffer, type: 'webp' | 'png'): string {
  return `data:image/${type};base64,${content.toString('base64')}`
}
