import { readFile } from 'node:fs/promises'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { Issue } from '../../model/issue.ts'
import type { PageImage } from '../../model/page-image.ts'
import { dropPageBitmaps, dropSharedBitmaps } from './embedded-image.ts'
import type { PageOpening, PdfDocument, PdfOpening } from './pdf-document.ts'
import { damagedPage, openingFailure, withoutPages } from './pdf-failures.ts'
import { type PageBudget, readPdfPage } from './pdf-page.ts'
import { onPdfWarning, openingIssue } from './pdf-warnings.ts'
import { documentOptions, loadPdfjs, type Pdfjs, withDecodedJpeg } from './pdfjs.ts'
import { renderPage } from './render-page.ts'

export interface PdfOptions {
  readonly password?: string
  /** Embedded images with more px are not decoded. 72 million hold A3 at 600 dpi. */
  readonly maxImagePixels?: number
  /** Rendered pages stay below; 36 million hold A4 at 600 dpi and A3 at 450. */
  readonly maxRenderPixels?: number
}

/**
 * Opens a PDF from its path or bytes. Bad files give an issue: `encrypted`, `wrong-password`, `corrupt`, `zero-pages`, `empty-file`.
 * Untrusted files can make pdfjs run long or grow large: outside of tests this belongs in a child process under a watchdog.
 */
export async function openPdf(source: string | Uint8Array, options: PdfOptions = {}): Promise<PdfOpening> {
  const read = async () =>
    typeof source === 'string' ? new Uint8Array(await readFile(source)) : Uint8Array.from(source)
  const budget = {
    maxImagePixels: options.maxImagePixels ?? 72_000_000,
    maxRenderPixels: options.maxRenderPixels ?? 36_000_000,
  }
  const pdfjs = await loadPdfjs()
  const warnings: string[] = []
  const stop = onPdfWarning(warning => warnings.push(warning))
  try {
    const proxy = await openProxy(pdfjs, await read(), 'reading', budget, options.password)
    if (proxy.numPages > 0) return { document: pdfDocument(), issue: null }
    await proxy.loadingTask.destroy()
    return { document: null, issue: withoutPages() }

    function pdfDocument(): PdfDocument {
      const open = async () => openProxy(pdfjs, await read(), 'rendering', budget, options.password)
      return openedDocument(pdfjs, proxy, budget, open, openingIssue(warnings))
    }
  } catch (reason) {
    return { document: null, issue: openingFailure(reason, options.password !== undefined) }
  } finally {
    stop()
  }
}

function openedDocument(
  pdfjs: Pdfjs,
  proxy: PDFDocumentProxy,
  budget: PageBudget,
  openForRendering: () => Promise<PDFDocumentProxy>,
  issue: Issue | null,
): PdfDocument {
  // Reading keeps images in a form that pdfjs cannot paint, so that the few pages which must be rendered are opened a second time.
  let rendering: Promise<PDFDocumentProxy> | null = null
  const render = (number: number, dpi: number): Promise<PageImage> =>
    withDecodedJpeg(async () => {
      rendering ??= openForRendering()
      const page = await (await rendering).getPage(number)
      const image = await renderPage(page, dpi, budget.maxRenderPixels)
      page.cleanup()
      return image
    })
  const visited = new Set<number>()
  return {
    pageCount: proxy.numPages,
    issues: issue ? [issue] : [],
    async page(number): Promise<PageOpening> {
      visited.add(number)
      try {
        const page = await readPdfPage(pdfjs, proxy, number, budget, dpi => render(number, dpi))
        return { page, issue: null }
      } catch (reason) {
        return { page: null, issue: damagedPage(number, reason) }
      }
    },
    async close() {
      for (const number of visited) await proxy.getPage(number).then(forgetImages, () => {})
      await proxy.loadingTask.destroy()
      if (rendering) await (await rendering).loadingTask.destroy()
    },
  }
}

function forgetImages(page: PDFPageProxy): void {
  dropPageBitmaps(page)
  dropSharedBitmaps(page)
}

function openProxy(
  pdfjs: Pdfjs,
  data: Uint8Array,
  purpose: 'reading' | 'rendering',
  budget: PageBudget,
  password: string | undefined,
): Promise<PDFDocumentProxy> {
  const options = documentOptions(purpose, budget.maxImagePixels)
  return pdfjs.getDocument({ ...options, data, ...(password === undefined ? {} : { password }) }).promise
}
