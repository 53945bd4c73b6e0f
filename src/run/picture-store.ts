import { createHash } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { cropRegion } from '../engines/image/crop-region.ts'
import type { Box } from '../model/box.ts'
import type { KeptPicture } from '../model/kept-picture.ts'
import type { PageImage } from '../model/page-image.ts'
import { writeWhole } from './write-whole.ts'

/** What is kept of the pictures of pages: nothing, the values a person should look at, or whole pages. */
export const keepImagesModes = ['none', 'crops', 'pages'] as const
export type KeepImages = (typeof keepImagesModes)[number]

/** The folder of pictures in a database's folder of files: `pictures/c8/c83c….webp`, named by the sha256 of what is in them. */
export const PICTURES = 'pictures'

export function pictureFile(folder: string, sha256: string): string {
  return join(folder, PICTURES, sha256.slice(0, 2), `${sha256}.webp`)
}

/** WebP at this quality keeps a page at 200 dpi legible in 90 to 330 KB (JPEG: 190 to 630 KB, PNG: up to 7 MB), in some 150 ms. */
const ENCODING = { quality: 60, effort: 2 } as const

/** Keeps the picture of a page, or the part of it under `box` (pt); the same picture is kept once. */
export async function keepPicture(
  folder: string,
  image: PageImage,
  pixelsPerPoint: number,
  box: Box | null,
): Promise<Omit<KeptPicture, 'page' | 'sequence' | 'path'>> {
  const { data, width, height, channels } = image
  const region = box === null ? { left: 0, top: 0, width, height } : cropRegion(image, pixelsPerPoint, box)
  const content = await sharp(data, { raw: { width, height, channels } }).extract(region).webp(ENCODING).toBuffer()
  const sha256 = createHash('sha256').update(content).digest('hex')
  const file = pictureFile(folder, sha256)
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (!isThere) await writeWhole(file, content)
  return {
    sha256,
    bytes: content.length,
    width: region.width,
    height: region.height,
    pixelsPerPoint,
    left: region.left / pixelsPerPoint,
    top: region.top / pixelsPerPoint,
  }
}
