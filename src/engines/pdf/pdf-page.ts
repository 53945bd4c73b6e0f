import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { Issue } from '../../model/issue.ts'
import type { PageImage } from '../../model/page-image.ts'
import { awaitImages, dropPageBitmaps, embeddedRaster } from './embedded-image.ts'
import { type Matrix, matrixFrom } from './matrix.ts'
import { operatorsToContent, type PlacedContent } from './operators-to-content.ts'
import type { PdfPage } from './pdf-document.ts'
import { onPdfWarning, warningToIssue } from './pdf-warnings.ts'
import type { Pdfjs } from './pdfjs.ts'
import { rasterToPage, soleImage } from './scan-image.ts'
import type { FontMetrics } from './text-to-glyphs.ts'

/** Limits of what one page may cost. */
export interface PageBudget {
  /** Embedded images beyond this are not decoded (and reported). */
  readonly maxImagePixels: number
  /** Rendered pages are made no larger than this. */
  readonly maxRenderPixels: number
}

/** More warnings of one page than this say nothing new. */
const maxIssues = 8

/** Fallback where a font tells no ascent or descent: the em box of CJK fonts. */
const emAscent = 0.88
const emDescent = -0.12

/** Reads the page's operators; `render` paints it (in a document of its own, see open-pdf.ts). Throws where pdfjs cannot parse the page. */
export async function readPdfPage(
  pdfjs: Pdfjs,
  document: PDFDocumentProxy,
  number: number,
  budget: PageBudget,
  render: (dpi: number) => Promise<PageImage>,
): Promise<PdfPage> {
  const issues = new Map<string, Issue>()
  const note = (warning: string) => {
    const issue = warningToIssue(warning, number)
    if (issue && issues.size < maxIssues) issues.set(`${issue.code} ${issue.message}`, issue)
  }
  const listening = async <T>(work: () => Promise<T>): Promise<T> => {
    const stop = onPdfWarning(note)
    try {
      return await work()
    } finally {
      stop()
    }
  }
  return listening(async () => {
    const page = await document.getPage(number)
    const viewport = page.getViewport({ scale: 1 })
    const area = { x: 0, y: 0, width: viewport.width, height: viewport.height }
    const content = await pageContent(pdfjs, document, page, viewport.transform, area)
    const sources = content.images.map(i => i.source)
    const givenUp = await awaitImages(page, sources)
    if (givenUp > 0 && issues.size === 0) note(`Unable to decode image: ${givenUp} on this page`)
    return {
      number,
      width: viewport.width,
      height: viewport.height,
      content,
      get issues() {
        return [...issues.values()]
      },
      scanImage: () =>
        listening(async () => {
          const image = soleImage(content, area)
          if (!image) return null
          const embedded = await embeddedRaster(page, image.source, budget.maxImagePixels)
          if (embedded?.warning) note(embedded.warning)
          return embedded && rasterToPage(embedded.raster, image.matrix, area)
        }),
      render: dpi => listening(() => render(dpi)),
      close() {
        dropPageBitmaps(page)
        page.cleanup()
      },
    }
  })
}

async function pageContent(
  pdfjs: Pdfjs,
  document: PDFDocumentProxy,
  page: PDFPageProxy,
  transform: unknown,
  area: { x: number; y: number; width: number; height: number },
): Promise<PlacedContent> {
  const list = await page.getOperatorList({ annotationMode: pdfjs.AnnotationMode.ENABLE })
  const layers = await document.getOptionalContentConfig()
  const fonts = new Map<string, FontMetrics>()
  const font = (id: string) => {
    const known = fonts.get(id) ?? fontMetrics(page, id)
    fonts.set(id, known)
    return known
  }
  return operatorsToContent(
    {
      functions: list.fnArray,
      args: list.argsArray as unknown[],
      codes: pdfjs.OPS,
      font,
      isLayerVisible: properties => layers.isVisible(properties) !== false,
    },
    matrixFrom(transform) ?? identityFlipped(area.height),
    area,
  )
}

function fontMetrics(page: PDFPageProxy, id: string): FontMetrics {
  const object: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : null
  const font = (typeof object === 'object' && object !== null ? object : {}) as Readonly<Record<string, unknown>>
  const matrix = matrixFrom(font.fontMatrix)
  const ascent = typeof font.ascent === 'number' && font.ascent > 0.3 && font.ascent < 1.5 ? font.ascent : emAscent
  const descent = typeof font.descent === 'number' && font.descent < 0 && font.descent > -0.8 ? font.descent : emDescent
  return {
    name: typeof font.name === 'string' ? font.name : id,
    unit: matrix?.[0] ?? 0.001,
    isVertical: font.vertical === true,
    ascent,
    descent,
  }
}

function identityFlipped(height: number): Matrix {
  return [1, 0, 0, -1, 0, height]
}
