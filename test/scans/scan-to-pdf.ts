import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDocument, PDFName, type PDFPage } from 'pdf-lib'
import sharp from 'sharp'
import type { PageImage } from '../../src/model/page-image.ts'
import type { DegradedPage } from './degrade.ts'

/** A scan as a PDF of one picture a page, the picture in the page's own encoding. Bytes are the same for the same pages. */
export async function scanToPdf(pages: readonly DegradedPage[]): Promise<Uint8Array> {
  const pdf = await emptyPdf()
  for (const page of pages) await addScanPage(pdf, page)
  return pdf.save()
}

/** A new document with fixed dates, so that its bytes depend on its content alone. */
export async function emptyPdf(): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.setCreationDate(fixedDate)
  pdf.setModificationDate(fixedDate)
  pdf.setProducer('Tabularium sample generator')
  return pdf
}

const fixedDate = new Date('2024-01-15T08:00:00Z')

/** Adds a page as large as the picture at its resolution. */
export async function addScanPage(pdf: PDFDocument, { image, encoding }: DegradedPage): Promise<PDFPage> {
  const width = (image.width * 72) / image.dpi
  const height = (image.height * 72) / image.dpi
  const page = pdf.addPage([width, height])
  if (encoding.kind === 'jpeg') {
    const picture = await pdf.embedJpg(await imageToJpeg(image, encoding.quality))
    page.drawImage(picture, { x: 0, y: 0, width, height })
    return page
  }
  const { strip, blackIsZero } = tiffToG4Strip(await imagesToTiff([image]))
  const stream = pdf.context.stream(strip, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: image.width,
    Height: image.height,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
    Filter: 'CCITTFaxDecode',
    // K < 0 is Group 4. libtiff codes 0 bits as white runs; where those bits mean black ink, the picture must be turned over.
    DecodeParms: { K: -1, Columns: image.width, Rows: image.height, BlackIs1: blackIsZero },
  })
  const name = page.node.newXObject('Scan', pdf.context.register(stream))
  const drawing = `q ${width} 0 0 ${height} 0 0 cm ${name.asString()} Do Q`
  page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.stream(drawing)))
  return page
}

export function imageToJpeg(image: PageImage, quality: number): Promise<Buffer> {
  return encoder(image).jpeg({ quality }).toBuffer()
}

export function imageToPng(image: PageImage): Promise<Buffer> {
  return encoder(image).png({ compressionLevel: 9 }).toBuffer()
}

/** Grey stays one channel; the file names the resolution. */
function encoder(image: PageImage) {
  const colours = image.channels === 3 ? 'srgb' : 'b-w'
  return sharp(image.data, { raw: image }).toColourspace(colours).withDensity(image.dpi)
}

/** One-bit images (0 and 255) as a TIFF with one page each, Group 4, a single strip a page. */
export async function imagesToTiff(images: readonly PageImage[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-tiff-'))
  try {
    const files: string[] = []
    for (const [index, image] of images.entries()) {
      const perMm = image.dpi / 25.4
      const tiff = sharp(image.data, { raw: image })
        .toColourspace('b-w')
        .tiff({ compression: 'none', bitdepth: 1, xres: perMm, yres: perMm, resolutionUnit: 'inch' })
      const file = join(folder, `${index}.tif`)
      await writeFile(file, await tiff.toBuffer())
      files.push(file)
    }
    const out = join(folder, 'out.tif')
    const tallest = Math.max(...images.map(image => image.height))
    await promisify(execFile)('tiffcp', ['-c', 'g4', '-r', String(tallest), ...files, out])
    return await readFile(out)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** First page of a little-endian TIFF: its single strip (StripOffsets 273, StripByteCounts 279) and PhotometricInterpretation (262). */
function tiffToG4Strip(tiff: Buffer): { strip: Uint8Array; blackIsZero: boolean } {
  const directory = tiff.readUInt32LE(4)
  const tags = new Map<number, number>()
  for (let i = 0; i < tiff.readUInt16LE(directory); i++) {
    const entry = directory + 2 + 12 * i
    const short = tiff.readUInt16LE(entry + 2) === 3
    tags.set(tiff.readUInt16LE(entry), short ? tiff.readUInt16LE(entry + 8) : tiff.readUInt32LE(entry + 8))
  }
  const [offset, length] = [tags.get(273), tags.get(279)]
  if (offset === undefined || length === undefined) throw new Error('not a single-strip TIFF')
  return { strip: Uint8Array.from(tiff.subarray(offset, offset + length)), blackIsZero: tags.get(262) === 1 }
}
