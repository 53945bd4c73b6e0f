import type { PDFPageProxy } from 'pdfjs-dist'
import { jpegToRaster } from './jpeg-to-raster.ts'
import { type Raster, rgbaToRaster } from './rasters.ts'

/** pdfjs's kinds of raw image data (`ImageKind`). */
const rgb24 = 2
const rgba32 = 3

/** What pdfjs keeps of an image, as far as it is used here. */
interface ImageObject {
  readonly width: number
  readonly height: number
  readonly kind: number | null
  readonly data: Uint8Array | Uint8ClampedArray | null
  /** JPEG bytes or RGBA pixels: see pdfjs.ts. */
  bitmap: ArrayBuffer | null
}

/** Waits until pdfjs has decoded, or given up, each of the images; returns how many were given up. */
export async function awaitImages(page: PDFPageProxy, sources: readonly unknown[]): Promise<number> {
  const ids = new Set(sources.filter(s => typeof s === 'string'))
  const images = await Promise.all([...ids].map(id => imageOf(page, id)))
  return images.filter(image => image === null).length
}

/** The pixels of an image as stored; null where pdfjs could not decode it. `warning` tells of damage. */
export async function embeddedRaster(
  page: PDFPageProxy,
  source: unknown,
  maxPixels: number,
): Promise<{ raster: Raster; warning: string | null } | null> {
  const image = await imageOf(page, source)
  if (!image) return null
  const { width, height, data, bitmap, kind } = image
  if (bitmap) {
    const bytes = new Uint8Array(bitmap)
    const isPixels = bytes.length === 4 * width * height
    return isPixels ? { raster: rgbaToRaster(bytes, width, height), warning: null } : jpegOrNull(bytes, maxPixels)
  }
  if (data && kind === rgba32) return { raster: rgbaToRaster(data, width, height), warning: null }
  if (data && kind === rgb24)
    return { raster: { width, height, channels: 3, data: Uint8Array.from(data) }, warning: null }
  return null
}

/** Lets go of the bytes that stand in for the bitmaps of a page: pdfjs would call `close` on them. */
export function dropPageBitmaps(page: PDFPageProxy): void {
  dropBitmaps(page.objs)
}

/** The same for images that pages share; to be called when no page is read any more. */
export function dropSharedBitmaps(page: PDFPageProxy): void {
  dropBitmaps(page.commonObjs)
}

function dropBitmaps(objects: unknown): void {
  for (const [, value] of objects as Iterable<readonly [string, unknown]>) {
    const image = imageObject(value)
    if (image) image.bitmap = null
  }
}

async function jpegOrNull(bytes: Uint8Array, maxPixels: number) {
  try {
    return await jpegToRaster(bytes, maxPixels)
  } catch {
    return null
  }
}

async function imageOf(page: PDFPageProxy, source: unknown): Promise<ImageObject | null> {
  if (typeof source !== 'string') return imageObject(source)
  const objects = source.startsWith('g_') ? page.commonObjs : page.objs
  return imageObject(await new Promise<unknown>(resolve => objects.get(source, resolve)))
}

function imageObject(value: unknown): ImageObject | null {
  if (typeof value !== 'object' || value === null) return null
  const { width, height } = value as { width?: unknown; height?: unknown }
  if (typeof width !== 'number' || typeof height !== 'number') return null
  return value as ImageObject
}
