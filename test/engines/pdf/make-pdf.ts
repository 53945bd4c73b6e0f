import {
  degrees,
  PDFDocument,
  type PDFPage,
  pushGraphicsState,
  StandardFonts,
  setTextRenderingMode,
  TextRenderingMode,
} from 'pdf-lib'
import sharp from 'sharp'

/** A page-shaped picture: white, a black bar along its top, a red square at its left edge in the middle. */
export async function testPicture(width: number, height: number, format: 'jpeg' | 'png'): Promise<Uint8Array> {
  const bar = {
    input: { create: { width, height: Math.round(height / 10), channels: 3, background: '#000000' } },
  } as const
  const square = { input: { create: { width: 20, height: 20, channels: 3, background: '#ff0000' } } } as const
  const picture = sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite([
    { ...bar, left: 0, top: 0 },
    { ...square, left: 0, top: Math.round(height / 2) },
  ])
  return new Uint8Array(await picture[format]({ quality: 95 }).toBuffer())
}

export interface ScanPdfOptions {
  readonly format?: 'jpeg' | 'png'
  readonly bytes?: Uint8Array
  readonly rotate?: 0 | 90 | 180 | 270
  /** Draws on the page after the image. */
  readonly over?: (page: PDFPage, document: PDFDocument) => Promise<void> | void
}

/** A one-page PDF (300 × 400 pt) that is one picture of 600 × 800 px. */
export async function scanPdf({ format = 'jpeg', bytes, rotate = 0, over }: ScanPdfOptions = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage([300, 400])
  const data = bytes ?? (await testPicture(600, 800, format))
  const image = format === 'jpeg' ? await document.embedJpg(data) : await document.embedPng(data)
  page.drawImage(image, { x: 0, y: 0, width: 300, height: 400 })
  page.setRotation(degrees(rotate))
  await over?.(page, document)
  return document.save()
}

/** Lines of text as an OCR layer: there, but not painted. */
export async function hiddenText(page: PDFPage, document: PDFDocument): Promise<void> {
  const font = await document.embedFont(StandardFonts.Helvetica)
  page.pushOperators(pushGraphicsState(), setTextRenderingMode(TextRenderingMode.Invisible))
  page.drawText('An earlier reading of this page', { x: 20, y: 300, size: 12, font })
}
