import sharp from 'sharp'
import type { Box } from '../../model/box.ts'
import type { PagePicture } from './page-pictures.ts'

/** White space left around a value, in pt. */
const MARGIN = 6

/** The part of a page under `box` (pt) with a little around it, as PNG. */
export async function cropPicture({ image, pixelsPerPoint }: PagePicture, box: Box): Promise<Buffer> {
  const from = (start: number) => Math.floor((start - MARGIN) * pixelsPerPoint)
  const to = (end: number) => Math.ceil((end + MARGIN) * pixelsPerPoint)
  const left = Math.max(0, Math.min(image.width - 1, from(box.x)))
  const top = Math.max(0, Math.min(image.height - 1, from(box.y)))
  const width = Math.max(1, Math.min(image.width, to(box.x + box.width)) - left)
  const height = Math.max(1, Math.min(image.height, to(box.y + box.height)) - top)
  const { data, channels } = image
  return sharp(data, { raw: { width: image.width, height: image.height, channels } })
    .extract({ left, top, width, height })
    .toColourspace('srgb')
    .png()
    .toBuffer()
}
