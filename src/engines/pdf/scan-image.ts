import type { Box } from '../../model/box.ts'
import type { PageImage } from '../../model/page-image.ts'
import type { Matrix } from './matrix.ts'
import { rectangleMapped } from './matrix.ts'
import type { PlacedContent, PlacedImage } from './operators-to-content.ts'
import { type Orientation, type Raster, rasterToSharp, rasterUpright, sharpRaster } from './rasters.ts'

/** A scan covers at least this share of its page; smaller images are pictures on a page. */
const minCoverage = 0.5
/** A matrix leans when its off-axis part exceeds this share of its axes: the image must be rendered, turning pixels is not enough. */
const maxLean = 0.002
/** Scanners of fax resolution have px that are not square (204 × 98 dpi); below this difference they count as square. */
const maxAnisotropy = 0.01
/** Offsets from the page edge below this (px) are rounding. */
const negligible = 2

/** The image that alone shows on the page: it is painted last, covers what lies beneath, and fills most of the page. Null where there is none. */
export function soleImage(content: PlacedContent, page: Box): PlacedImage | null {
  const sizes = content.images.map(i => i.box.width * i.box.height)
  const image = content.images[sizes.indexOf(Math.max(...sizes))]
  if (!image || image.box.width * image.box.height < minCoverage * page.width * page.height) return null
  if (!isAxisAligned(image.matrix)) return null
  const isOver = (order: number) => order > image.order
  if (isOver(content.lastDrawing) || content.glyphs.some(g => g.isVisible && isOver(g.order))) return null
  const others = content.images.filter(i => i !== image)
  if (others.some(i => isOver(i.order) || !isCovered(i.box, image.box))) return null
  if (!image.isStencil) return image
  const isAlone = others.length === 0 && content.drawings === 0 && !content.glyphs.some(g => g.isVisible)
  return image.isInk && isAlone ? image : null
}

/** The image turned upright, its px made square, on a white page of the given size (pt). */
export async function rasterToPage(raster: Raster, matrix: Matrix, page: Box): Promise<PageImage> {
  const upright = await rasterUpright(raster, matrixOrientation(matrix))
  const area = rectangleMapped(matrix, 0, 0, 1, 1)
  const horizontal = (upright.width / area.width) * 72
  const vertical = (upright.height / area.height) * 72
  const dpi = Math.max(horizontal, vertical)
  const square = Math.abs(horizontal - vertical) <= maxAnisotropy * dpi ? upright : await rescaled(upright, area, dpi)
  const scale = dpi / 72
  const left = Math.round(area.x * scale)
  const top = Math.round(area.y * scale)
  const width = Math.round(page.width * scale)
  const height = Math.round(page.height * scale)
  const isWhole = [left, top, width - left - square.width, height - top - square.height].every(
    d => Math.abs(d) <= negligible,
  )
  const whole = isWhole ? square : await onPaper(square, { left, top, width, height })
  return { width: whole.width, height: whole.height, channels: whole.channels === 1 ? 1 : 3, dpi, data: whole.data }
}

/** How an image's rows and columns lie on the page (y down), from the matrix of its unit square (y up). */
export function matrixOrientation([a, b, c, d]: Matrix): Orientation {
  const isSideways = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d)
  const isMirrored = a * d - b * c > 0
  if (!isSideways) return d < 0 ? { quarterTurns: 0, isMirrored } : { quarterTurns: 2, isMirrored }
  return c > 0 ? { quarterTurns: 1, isMirrored } : { quarterTurns: 3, isMirrored }
}

function isAxisAligned([a, b, c, d]: Matrix): boolean {
  const straight = Math.abs(a) + Math.abs(d)
  const sideways = Math.abs(b) + Math.abs(c)
  return Math.min(straight, sideways) <= maxLean * Math.max(straight, sideways)
}

function isCovered(inner: Box, outer: Box): boolean {
  const slack = 1
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  )
}

function rescaled(raster: Raster, area: Box, dpi: number): Promise<Raster> {
  const width = Math.round((area.width * dpi) / 72)
  const height = Math.round((area.height * dpi) / 72)
  return sharpRaster(rasterToSharp(raster).resize({ width, height, fit: 'fill', kernel: 'cubic' }), raster.channels)
}

/** Cuts off what lies beyond the page and fills up to the page with white. */
async function onPaper(
  raster: Raster,
  page: { left: number; top: number; width: number; height: number },
): Promise<Raster> {
  const x = Math.max(0, -page.left)
  const y = Math.max(0, -page.top)
  const left = Math.max(0, page.left)
  const top = Math.max(0, page.top)
  const width = Math.min(raster.width - x, page.width - left)
  const height = Math.min(raster.height - y, page.height - top)
  const part = await sharpRaster(rasterToSharp(raster).extract({ left: x, top: y, width, height }), raster.channels)
  const margins = { left, top, right: page.width - left - width, bottom: page.height - top - height }
  return sharpRaster(rasterToSharp(part).extend({ ...margins, background: '#ffffff' }), part.channels)
}
