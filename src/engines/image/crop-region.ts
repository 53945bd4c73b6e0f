import type { Box } from '../../model/box.ts'

/** White space left around a value, in pt. */
const MARGIN = 6

/** The part of a page's picture, in whole px within it, that shows `box` (pt) with a little around it. */
export function cropRegion(
  { width, height }: { readonly width: number; readonly height: number },
  pixelsPerPoint: number,
  box: Box,
): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
  const from = (start: number) => Math.floor((start - MARGIN) * pixelsPerPoint)
  const to = (end: number) => Math.ceil((end + MARGIN) * pixelsPerPoint)
  const left = Math.max(0, Math.min(width - 1, from(box.x)))
  const top = Math.max(0, Math.min(height - 1, from(box.y)))
  return {
    left,
    top,
    width: Math.max(1, Math.min(width, to(box.x + box.width)) - left),
    height: Math.max(1, Math.min(height, to(box.y + box.height)) - top),
  }
}
