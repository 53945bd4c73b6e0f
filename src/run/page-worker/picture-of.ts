import type { Box } from '../../model/box.ts'
import type { PageImage } from '../../model/page-image.ts'

/** The part of a page's picture under `box` (pt), and where it lies in px. */
export function pictureOf(page: PageImage, box: Box): { readonly image: PageImage; readonly pixels: Box } {
  const scale = page.dpi / 72
  const left = Math.max(0, Math.floor(box.x * scale))
  const top = Math.max(0, Math.floor(box.y * scale))
  const width = Math.max(1, Math.min(page.width, Math.ceil((box.x + box.width) * scale)) - left)
  const height = Math.max(1, Math.min(page.height, Math.ceil((box.y + box.height) * scale)) - top)
  const data = new Uint8Array(width * height * page.channels)
  const rowLength = width * page.channels
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * page.width + left) * page.channels
    data.set(page.data.subarray(from, from + rowLength), y * rowLength)
  }
  return { image: { ...page, width, height, data }, pixels: { x: left, y: top, width, height } }
}
