import type { PageImage } from '../../model/page-image.ts'
import { type Plane, planeResized } from './resample.ts'

/** The recogniser looks at lines 48 px high. */
export const lineHeight = 48

/** A batch of one picture: `1 × 3 × height × width`, values −1 (black) … 1 (white). */
export interface LineTensor {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** The luma of an image (ITU-R BT.601), 0…255. */
function greyPlane(image: PageImage): Plane {
  const { width, height, channels, data } = image
  const grey = new Float32Array(width * height)
  if (channels === 1) grey.set(data)
  else
    for (let i = 0, j = 0; i < grey.length; i++, j += 3)
      grey[i] = 0.299 * data[j]! + 0.587 * data[j + 1]! + 0.114 * data[j + 2]!
  return { width, height, data: grey }
}

/**
 * A line as the recogniser wants it: 48 px high, as wide as its shape says times `stretch`, then white up to a multiple of `step`.
 * Cost grows with the width: about 5 ms for 100 px on one core.
 */
export function lineToTensor(line: PageImage, stretch: number, step: number): LineTensor {
  const inkWidth = Math.max(8, Math.round((line.width * lineHeight * stretch) / line.height))
  const width = Math.ceil(inkWidth / step) * step
  const plane = planeResized(greyPlane(line), inkWidth, lineHeight)
  return planeToTensor(plane, width, lineHeight)
}

/** Grey in all three channels; what lies right of or below the plane is white. */
export function planeToTensor(plane: Plane, width: number, height: number): LineTensor {
  const size = width * height
  const data = new Float32Array(3 * size).fill(1)
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) data[y * width + x] = plane.data[y * plane.width + x]! / 127.5 - 1
  }
  data.copyWithin(size, 0, size)
  data.copyWithin(2 * size, 0, size)
  return { width, height, data }
}

/** The darkest grey of a line (−1 … 1), the columns that hold ink and its height, px. */
export interface LineInk {
  readonly darkest: number
  readonly columns: readonly number[]
  readonly height: number
}

/** Ink is what is darker than half of the line's darkest. */
export function lineInk({ data, width, height }: LineTensor): LineInk {
  let darkest = 1
  for (let i = 0; i < width * height; i++) darkest = Math.min(darkest, data[i]!)
  const threshold = (1 + darkest) / 2
  const columns: number[] = []
  let top = height
  let bottom = 0
  for (let x = 0; x < width; x++) {
    let has = false
    for (let y = 0; y < height; y++) {
      if (data[y * width + x]! >= threshold) continue
      has = true
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
    if (has) columns.push(x)
  }
  return { darkest, columns, height: Math.max(0, bottom - top) }
}
