import sharp from 'sharp'
import { cropRegion } from '../../engines/image/crop-region.ts'
import type { Box } from '../../model/box.ts'
import type { PagePicture } from './page-pictures.ts'

/** The part of a page under `box` (pt) with a little around it, as PNG. */
export async function cropPicture({ image, pixelsPerPoint }: PagePicture, box: Box): Promise<Buffer> {
  const { data, width, height, channels } = image
  return sharp(data, { raw: { width, height, channels } })
    .extract(cropRegion(image, pixelsPerPoint, box))
    .toColourspace('srgb')
    .png()
    .toBuffer()
}
