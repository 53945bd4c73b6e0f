import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { Box } from '../../model/box.ts'
import type { DocumentSource } from '../../model/document.ts'
import type { Provenance } from '../../model/form-record.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { openSource } from '../../run/open-source.ts'
import { EXIT } from '../exit-status.ts'
import { writeData } from '../terminal/write-data.ts'
import { wrongUsage } from '../wrong-usage.ts'
import { cropPicture } from './crop-picture.ts'
import type { KeptCrops } from './kept-crops.ts'
import { openPagePictures } from './page-pictures.ts'

export interface CropRequest {
  readonly document: DocumentSource
  readonly provenance: readonly Provenance[]
  readonly kept: KeptCrops
  readonly password?: string
}

/**
 * Writes the picture of a value, from the document or else from pictures that were kept: `out`, and `out-2`, `out-3` where it was read from several places (both sides of a page break).
 * @throws TabulariumError (exit 2) where the document has no pictures, is gone, or is no longer the one that was read.
 */
export async function writeCrops({ document, provenance, kept, password }: CropRequest, out: string): Promise<void> {
  const places = provenance.flatMap(({ place }): Array<{ page: number; box: Box }> => {
    return place.box === null ? [] : [{ page: place.page, box: place.box }]
  })
  if (places.length === 0)
    throw wrongUsage(
      'This value has no place on a picture.',
      'Text files have lines and cells instead; inferred values have none.',
    )
  const write = async (picture: Buffer, index: number) => {
    const file = numbered(out, index)
    await writeData([picture], file)
    process.stderr.write(`Picture written to ${file}.\n`)
  }
  const problem = await sourceProblem(document)
  if (problem !== null) {
    const crops = await Promise.all(places.map(kept.cropOf))
    if (crops.includes(null)) throw problem
    for (const [index, crop] of crops.entries()) if (crop !== null) await write(crop, index)
    return
  }
  const pictures = await openPagePictures(document.path, password)
  try {
    for (const [index, { page, box }] of places.entries())
      await write(await cropPicture(await pictures.picture(page), box), index)
  } finally {
    await pictures.close()
  }
}

async function sourceProblem({ path, sha256 }: DocumentSource): Promise<TabulariumError | null> {
  const problem = (message: string) =>
    new TabulariumError(
      'source-changed',
      message,
      'Put the file back to where it was ingested from, or ingest it again.',
      {
        exitStatus: EXIT.wrongUsage,
      },
    )
  if (!existsSync(path)) return problem(`${path} is no longer there.`)
  const { source } = await openSource(path)
  return source?.sha256 === sha256 ? null : problem(`${path} is no longer the file that was read.`)
}

function numbered(out: string, index: number): string {
  if (index === 0) return out
  const ending = extname(out)
  return `${out.slice(0, out.length - ending.length)}-${index + 1}${ending}`
}
