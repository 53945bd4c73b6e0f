import { stat } from 'node:fs/promises'
import { detectFileType } from '../../engines/file-type.ts'
import { openImage } from '../../engines/image/open-image.ts'
import { openPdf } from '../../engines/pdf/open-pdf.ts'
import type { PdfDocument } from '../../engines/pdf/pdf-document.ts'
import type { Issue } from '../../model/issue.ts'
import type { PageImage } from '../../model/page-image.ts'
import type { PageReading } from '../../model/page-reading.ts'
import type { PageTiming } from '../../model/page-timing.ts'
import type { DocumentRequest } from './messages.ts'
import { documentIssue } from './page-issues.ts'
import { readImagePage, readPdfPage } from './read-page.ts'
import type { ScanReader } from './scan-reader.ts'

/** A PDF or image file, opened; its pages become readings. */
export interface OpenDocument {
  readonly pageCount: number
  readonly issues: readonly Issue[]
  readPage(number: number): Promise<{ readonly reading: PageReading; readonly timing: PageTiming }>
  /** The page as a picture, for a person to look at; null where it cannot be shown. Boxes of its reading (pt) times `pixelsPerPoint` lie on it. */
  picture(number: number): Promise<{ readonly image: PageImage; readonly pixelsPerPoint: number } | null>
  close(): Promise<void>
}

/** What digital pages are painted at, for a person to look at. */
const PAINTED_DPI = 200

export type DocumentOpening =
  | { readonly document: OpenDocument; readonly issue: null }
  | { readonly document: null; readonly issue: Issue }

/** Opens the file by what its bytes say it is. `scanReader` null: pages that are pictures are reported as unreadable. */
export async function openDocument(request: DocumentRequest, scanReader: ScanReader | null): Promise<DocumentOpening> {
  const { path, password } = request
  try {
    const info = await stat(path)
    if (info.size === 0) return refused(documentIssue('empty-file'))
    const type = await detectFileType(path)
    if (type === 'pdf') return await openedPdf(path, password, scanReader)
    if (type === 'png' || type === 'jpeg' || type === 'tiff') return await openedImage(path, scanReader)
    return refused(documentIssue('unsupported-type'))
  } catch (reason) {
    const code = (reason as { code?: unknown }).code
    if (typeof code === 'string') return refused(documentIssue('unreadable-file', code))
    throw reason
  }
}

async function openedPdf(
  path: string,
  password: string | null,
  scanReader: ScanReader | null,
): Promise<DocumentOpening> {
  const { document, issue } = await openPdf(path, password === null ? {} : { password })
  if (issue) return refused(issue)
  return {
    document: {
      pageCount: document.pageCount,
      issues: document.issues,
      readPage: number => readPdfPage(document, number, scanReader),
      picture: number => pdfPicture(document, number),
      close: () => document.close(),
    },
    issue: null,
  }
}

async function openedImage(path: string, scanReader: ScanReader | null): Promise<DocumentOpening> {
  const { document, issue } = await openImage(path)
  if (issue) return refused(issue)
  return {
    document: {
      pageCount: document.pageCount,
      issues: [],
      readPage: number => readImagePage(document, number, scanReader),
      async picture(number) {
        const { image } = await document.page(number)
        return image === null ? null : { image, pixelsPerPoint: image.dpi / 72 }
      },
      close: async () => {},
    },
    issue: null,
  }
}

async function pdfPicture(document: PdfDocument, number: number) {
  const { page, issue } = await document.page(number)
  if (issue) return null
  try {
    const image = (await page.scanImage()) ?? (await page.render(PAINTED_DPI))
    return { image, pixelsPerPoint: image.width / page.width }
  } finally {
    page.close()
  }
}

function refused(issue: Issue): DocumentOpening {
  return { document: null, issue }
}
