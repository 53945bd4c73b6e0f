import { detectFileType } from '../../engines/file-type.ts'
import type { PageImage } from '../../model/page-image.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { EXIT } from '../exit-status.ts'

/** A page as a picture; a box in pt times `pixelsPerPoint` is a box on it in px. */
export interface PagePicture {
  readonly image: PageImage
  readonly pixelsPerPoint: number
}

/** The pages of a PDF or an image file as pictures, in the coordinates that places are stored in. */
export interface PagePictures {
  readonly pageCount: number
  picture(page: number): Promise<PagePicture>
  close(): Promise<void>
}

/** What digital pages are painted at, for a person to look at. */
const PAINTED_DPI = 200

/**
 * Opens a file for its pictures; `password` opens an encrypted PDF.
 * @throws TabulariumError `no-pictures` (exit 2) for text files and files that cannot be opened.
 */
export async function openPagePictures(path: string, password?: string): Promise<PagePictures> {
  const type = await detectFileType(path)
  if (type === 'pdf') return openPdfPictures(path, password)
  if (type === 'png' || type === 'jpeg' || type === 'tiff') return openImagePictures(path)
  throw noPictures(path, 'it has no pages to look at, only text', 'Pictures are made of PDF, PNG, JPEG and TIFF files.')
}

async function openPdfPictures(path: string, password?: string): Promise<PagePictures> {
  const { openPdf } = await import('../../engines/pdf/open-pdf.ts')
  const { document, issue } = await openPdf(path, password === undefined ? {} : { password })
  if (issue) throw noPictures(path, issue.message, issue.hint)
  return {
    pageCount: document.pageCount,
    async picture(number) {
      const { page, issue } = await document.page(number)
      if (issue) throw noPictures(path, issue.message, issue.hint)
      try {
        const image = (await page.scanImage()) ?? (await page.render(PAINTED_DPI))
        return { image, pixelsPerPoint: image.width / page.width }
      } finally {
        page.close()
      }
    },
    close: () => document.close(),
  }
}

async function openImagePictures(path: string): Promise<PagePictures> {
  const { openImage } = await import('../../engines/image/open-image.ts')
  const { document, issue } = await openImage(path)
  if (issue) throw noPictures(path, issue.message, issue.hint)
  return {
    pageCount: document.pageCount,
    async picture(number) {
      const { image, issues } = await document.page(number)
      if (image === null) throw noPictures(path, issues[0]?.message ?? 'the page is damaged', issues[0]?.hint ?? '')
      return { image, pixelsPerPoint: image.dpi / 72 }
    },
    async close() {},
  }
}

function noPictures(path: string, why: string, hint: string): TabulariumError {
  return new TabulariumError('no-pictures', `${path}: ${why}`, hint, { exitStatus: EXIT.wrongUsage })
}
