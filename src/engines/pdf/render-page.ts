import { createCanvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist'
import type { PageImage } from '../../model/page-image.ts'
import { rasterToPageImage, rgbaToRaster } from './rasters.ts'

/** Paints the page at `dpi`, or at the highest resolution at which it has no more than `maxPixels`. */
export async function renderPage(page: PDFPageProxy, dpi: number, maxPixels: number): Promise<PageImage> {
  const natural = page.getViewport({ scale: 1 })
  const scale = Math.min(dpi / 72, Math.sqrt(maxPixels / (natural.width * natural.height)))
  const viewport = page.getViewport({ scale })
  const width = Math.max(1, Math.round(viewport.width))
  const height = Math.max(1, Math.round(viewport.height))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  // pdfjs paints on @napi-rs/canvas as on a browser's canvas; the two types do not know each other.
  const canvasContext = context as unknown as Parameters<PDFPageProxy['render']>[0]['canvasContext'] & object
  await page.render({ canvas: null, canvasContext, viewport, background: '#ffffff' }).promise
  const pixels = context.getImageData(0, 0, width, height).data
  return rasterToPageImage(rgbaToRaster(pixels, width, height), scale * 72)
}
