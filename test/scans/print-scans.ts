import { PDFDocument } from 'pdf-lib'
import type { PageImage } from '../../src/model/page-image.ts'
import type { Chromium } from './chromium.ts'
import { type DegradedPage, degradePage, gradeDpi, type ScanGrade } from './degrade.ts'
import { documentToHtml, type PrintableDocument } from './document-to-html.ts'
import { pdfToImages } from './pdf-to-images.ts'
import { emptyPdf } from './scan-to-pdf.ts'

/** A printed document as PDF with text, before any scanner. */
export async function printDocument(printed: PrintableDocument, browser: Chromium): Promise<Uint8Array> {
  return withFixedDates(await browser.htmlToPdf(documentToHtml(printed), 'paginate()'))
}

/** Digital documents break as the browser breaks them: half a label on each page happens on paper only. */
export function printDigital(printed: PrintableDocument, browser: Chromium): Promise<Uint8Array> {
  const forms = printed.forms.map(({ form, look }) => ({ form, look: { ...look, pagination: 'natural' as const } }))
  return printDocument({ ...printed, forms }, browser)
}

/** Draws a printed PDF at the resolution of the grade and degrades it page by page. */
export async function scanPages(
  pdf: Uint8Array,
  grade: ScanGrade,
  seed: string,
  sealWords: string,
): Promise<DegradedPage[]> {
  return degradePages(await pdfToImages(pdf, gradeDpi[grade]), grade, seed, sealWords)
}

/** Degrades clean pages, each with a seed of its own. */
export async function degradePages(
  images: readonly PageImage[],
  grade: ScanGrade,
  seed: string,
  sealWords: string,
): Promise<DegradedPage[]> {
  const pages: DegradedPage[] = []
  for (const [index, clean] of images.entries()) {
    pages.push(await degradePage(clean, grade, `${seed} ${index}`, sealWords))
  }
  return pages
}

/** Chromium writes the time of printing into its files; the copy has none. */
async function withFixedDates(pdf: Uint8Array): Promise<Uint8Array> {
  const source = await PDFDocument.load(pdf, { updateMetadata: false })
  const copy = await emptyPdf()
  for (const page of await copy.copyPages(source, source.getPageIndices())) copy.addPage(page)
  return copy.save()
}
