import { imageDpi } from '../../engines/image/image-dpi.ts'
import type { ImageDocument } from '../../engines/image/open-image.ts'
import type { PdfDocument, PdfPage } from '../../engines/pdf/pdf-document.ts'
import type { Box } from '../../model/box.ts'
import type { Issue } from '../../model/issue.ts'
import type { PageImage } from '../../model/page-image.ts'
import type { PageReading } from '../../model/page-reading.ts'
import { type PageTiming, PageWatch } from '../../model/page-timing.ts'
import { judgeTextLayer } from '../../stages/digital/judge-text-layer.ts'
import { pdfPageToPageReading } from '../../stages/digital/pdf-page-to-page-reading.ts'
import { blankPage, picturesUnread, pictureUnread, unreadPage } from './page-issues.ts'
import { pictureOf } from './picture-of.ts'
import { readingMoved } from './reading-moved.ts'
import type { ScanReader } from './scan-reader.ts'

/** Resolution at which pages are painted that are no single scan; what the recognisers want. */
const paintedDpi = { least: 200, usual: 300, most: 400 }

export interface ReadPage {
  readonly reading: PageReading
  readonly timing: PageTiming
}

/** One page of a PDF: by its text layer where that can be trusted, else by its picture; pictures on digital pages are read too. */
export async function readPdfPage(
  document: PdfDocument,
  number: number,
  scanReader: ScanReader | null,
): Promise<ReadPage> {
  const watch = new PageWatch()
  const { page, issue } = await document.page(number)
  if (issue) return { reading: unreadPage(number, [issue]), timing: watch.timing() }
  try {
    const reading = await pdfPageReading(page, scanReader, watch)
    return { reading: { ...reading, issues: [...page.issues, ...reading.issues] }, timing: watch.timing() }
  } finally {
    page.close()
  }
}

/** One picture of an image file. */
export async function readImagePage(
  document: ImageDocument,
  number: number,
  scanReader: ScanReader | null,
): Promise<ReadPage> {
  const watch = new PageWatch()
  const { image, issues } = await document.page(number)
  if (!image) return { reading: unreadPage(number, issues), timing: watch.timing() }
  const reading = await watch.time('reading', () => scanReading(image, number, scanReader, watch))
  return { reading: { ...reading, issues: [...issues, ...reading.issues] }, timing: watch.timing() }
}

async function pdfPageReading(page: PdfPage, scanReader: ScanReader | null, watch: PageWatch): Promise<PageReading> {
  const { source, pictures } = judgeTextLayer(page)
  if (source === 'blank')
    return { ...unreadPage(page.number, [blankPage(page.number)], page), source: 'pdf-text', quality: 1 }
  if (source === 'image') {
    if (!scanReader) return unreadPage(page.number, [pictureUnread(page.number)], page)
    const image = plausible((await page.scanImage()) ?? (await page.render(usefulDpi(page))))
    const reading = await watch.time('reading', () => scanReader.readScan(image, page.number, watch))
    return onPage(reading, image, page)
  }
  const reading = pdfPageToPageReading(page)
  if (source === 'text') return reading
  if (!scanReader) return { ...reading, issues: [...reading.issues, picturesUnread(page.number, pictures.length)] }
  return withPictures(reading, page, pictures, scanReader, watch)
}

async function scanReading(
  image: PageImage,
  number: number,
  scanReader: ScanReader | null,
  watch: PageWatch,
): Promise<PageReading> {
  return scanReader ? scanReader.readScan(image, number, watch) : unreadPage(number, [pictureUnread(number)])
}

/** A digital page's reading with what its pictures hold put behind it. */
async function withPictures(
  reading: PageReading,
  page: PdfPage,
  pictures: readonly Box[],
  scanReader: ScanReader,
  watch: PageWatch,
): Promise<PageReading> {
  const whole = await page.render(usefulDpi(page))
  const parts: PageReading[] = []
  for (const box of pictures) {
    const { image, pixels } = pictureOf(whole, box)
    const part = await watch.time('reading', () => scanReader.readScan(image, page.number, watch))
    const frame = { left: (pixels.x / whole.dpi) * 72, top: (pixels.y / whole.dpi) * 72, scale: 1 }
    parts.push(
      readingMoved(part, { ...frame, pixelLeft: pixels.x, pixelTop: pixels.y, width: page.width, height: page.height }),
    )
  }
  return {
    ...reading,
    dpi: whole.dpi,
    quality: Math.min(reading.quality, ...parts.map(p => p.quality)),
    blocks: [...reading.blocks, ...parts.flatMap(p => p.blocks)],
    issues: [...reading.issues, ...parts.flatMap(p => p.issues).filter(issue => !isOfTextlessPicture(issue))],
  }
}

/** A logo or an empty frame on a digital page holds no text and needs none. */
function isOfTextlessPicture({ code, severity }: Issue): boolean {
  return code === 'blank-page' || (code === 'page-unreadable' && severity !== 'error')
}

/** The resolution of the page's own images within what is useful. */
function usefulDpi(page: PdfPage): number {
  const native = page.content.images.map(i => (i.box.width > 0 ? (i.pixelWidth / i.box.width) * 72 : 0))
  const best = Math.max(0, ...native)
  return best === 0 ? paintedDpi.usual : Math.min(paintedDpi.most, Math.max(paintedDpi.least, Math.round(best)))
}

/** A page that is a scan put in at one px a pt, or the like: its resolution is taken from the size of a sheet of paper. */
function plausible(image: PageImage): PageImage {
  return { ...image, dpi: imageDpi(image.width, image.height, image.dpi) }
}

/** Back to the page's own points, where the picture's resolution is not what the page says. */
function onPage(reading: PageReading, image: PageImage, page: PdfPage): PageReading {
  const scale = page.width / ((image.width / image.dpi) * 72)
  if (Math.abs(scale - 1) < 0.01) return reading
  return readingMoved(reading, {
    left: 0,
    top: 0,
    scale,
    pixelLeft: 0,
    pixelTop: 0,
    width: page.width,
    height: page.height,
  })
}
