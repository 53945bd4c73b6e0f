import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PageImage } from '../../src/model/page-image.ts'

/** All pages of a PDF as clean grey images at `dpi`, drawn by poppler, which is no part of the program under test. */
export async function pdfToImages(pdf: Uint8Array, dpi: number): Promise<PageImage[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-raster-'))
  try {
    const input = join(folder, 'in.pdf')
    await writeFile(input, pdf)
    await promisify(execFile)('pdftoppm', ['-gray', '-r', String(dpi), input, join(folder, 'page')])
    const files = (await readdir(folder)).filter(file => file.endsWith('.pgm')).sort()
    return await Promise.all(files.map(async file => pgmToImage(await readFile(join(folder, file)), dpi)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Binary PGM (P5, 8 bit) as pdftoppm writes it: three header lines, then the pixels. */
function pgmToImage(file: Buffer, dpi: number): PageImage {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 64))
  if (header === null) throw new Error('pdftoppm wrote something other than an 8-bit PGM')
  const [start, width, height] = [header[0].length, Number(header[1]), Number(header[2])]
  return { width, height, channels: 1, dpi, data: new Uint8Array(file.subarray(start, start + width * height)) }
}
