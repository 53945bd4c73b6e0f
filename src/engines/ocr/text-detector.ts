import type { Box } from '../../model/box.ts'
import type { PageImage } from '../../model/page-image.ts'
import { greyPlane, type LineTensor } from './line-tensor.ts'
import { type Plane, planeResized } from './resample.ts'

/** The detector sees the page with its longer side at most this many px: small print survives, memory stays below 1 GB. */
const longestSide = 1600
/** Probability from which a pixel counts as text, and the mean from which a region does (PaddleOCR's defaults). */
const pixelThreshold = 0.3
const regionThreshold = 0.6
/** Regions are trained shrunk by area × ratio / perimeter; growing by this ratio restores them (DB paper, "unclip"). */
const growRatio = 1.6
const leastSide = 3

/** The page as the detector wants it, sides multiples of 32; `scale` leads from its px to px of `image`. */
export function imageToDetectorTensor(image: PageImage): { tensor: LineTensor; scale: number } {
  const scale = Math.max(1, Math.max(image.width, image.height) / longestSide)
  const plane = planeResized(greyPlane(image), Math.round(image.width / scale), Math.round(image.height / scale))
  const width = Math.ceil(plane.width / 32) * 32
  const height = Math.ceil(plane.height / 32) * 32
  // The detector was trained on ImageNet statistics, in BGR order.
  const statistics = [
    [0.485, 0.229],
    [0.456, 0.224],
    [0.406, 0.225],
  ] as const
  const size = width * height
  const data = new Float32Array(3 * size)
  for (const [channel, [mean, deviation]] of statistics.entries()) {
    data.fill((1 - mean) / deviation, channel * size, (channel + 1) * size)
    for (let y = 0; y < plane.height; y++) {
      const to = channel * size + y * width
      for (let x = 0; x < plane.width; x++) data[to + x] = (plane.data[y * plane.width + x]! / 255 - mean) / deviation
    }
  }
  return { tensor: { width, height, data }, scale }
}

/** Connected regions of the detector's map as upright boxes in px of `image`. Skew must be gone before. */
export function detectionMapToBoxes(map: Plane, scale: number, image: { width: number; height: number }): Box[] {
  const boxes: Box[] = []
  const seen = new Uint8Array(map.data.length)
  const stack: number[] = []
  for (let start = 0; start < map.data.length; start++) {
    if (seen[start] === 1 || map.data[start]! < pixelThreshold) continue
    let left = map.width
    let right = -1
    let top = map.height
    let bottom = -1
    let sum = 0
    let count = 0
    stack.push(start)
    seen[start] = 1
    while (stack.length > 0) {
      const at = stack.pop()!
      const x = at % map.width
      const y = (at - x) / map.width
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      sum += map.data[at]!
      count++
      for (const next of [x > 0 ? at - 1 : -1, x + 1 < map.width ? at + 1 : -1, at - map.width, at + map.width]) {
        if (next < 0 || next >= map.data.length || seen[next] === 1 || map.data[next]! < pixelThreshold) continue
        seen[next] = 1
        stack.push(next)
      }
    }
    const width = right - left + 1
    const height = bottom - top + 1
    if (width < leastSide || height < leastSide || sum / count < regionThreshold) continue
    const grow = (width * height * growRatio) / (2 * (width + height))
    const x = Math.max(0, (left - grow) * scale)
    const y = Math.max(0, (top - grow) * scale)
    boxes.push({
      x,
      y,
      width: Math.min(image.width, (right + 1 + grow) * scale) - x,
      height: Math.min(image.height, (bottom + 1 + grow) * scale) - y,
    })
  }
  return boxes
}
