import type { Box } from '../../model/box.ts'
import type { PageImage } from '../../model/page-image.ts'

/** A copy of a part of a grey page that may be painted on. `left`, `top`: its place on the page, px. */
export interface Patch {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
  /** Grey below which a pixel is ink. */
  readonly threshold: number
}

export const paper = 255

/** Cuts `box`, rounded to whole px and clipped to the page, out of a grey image. */
export function boxToPatch(image: PageImage, box: Box, threshold: number): Patch {
  const left = Math.max(0, Math.round(box.x))
  const top = Math.max(0, Math.round(box.y))
  const width = Math.max(0, Math.min(image.width, Math.round(box.x + box.width)) - left)
  const height = Math.max(0, Math.min(image.height, Math.round(box.y + box.height)) - top)
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const from = (top + y) * image.width + left
    data.set(image.data.subarray(from, from + width), y * width)
  }
  return { left, top, width, height, data, threshold }
}
