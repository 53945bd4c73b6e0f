import { describe, expect, it } from 'vitest'
import type { Patch } from '../../../src/stages/recognise/box-to-patch.ts'
import { firstLook, lineToPicture, secondLook } from '../../../src/stages/recognise/line-to-picture.ts'
import { patchToBands } from '../../../src/stages/recognise/patch-to-bands.ts'

const textHeight = 30

/** A white patch, 400 × 60 px, with boxes of ink; letters of `textHeight` stand on rows 15 to 45. */
function patchWith(boxes: readonly { x: number; width: number; grey: number }[]): Patch {
  const patch = { left: 0, top: 0, width: 400, height: 60, threshold: 150, data: new Uint8Array(400 * 60).fill(255) }
  for (const { x, width, grey } of boxes)
    for (let y = 15; y < 45; y++) patch.data.fill(grey, y * 400 + x, y * 400 + x + width)
  return patch
}

function pictureOf(patch: Patch, framing = firstLook) {
  return lineToPicture(patch, patchToBands(patch), 0, textHeight, 200, framing)
}

/** px of a picture's columns that hold something darker than paper. */
function inkedColumns({ width, height, data }: { width: number; height: number; data: Uint8Array }): number {
  return Array.from({ length: width }, (_, x) => x).filter(x =>
    Array.from({ length: height }, (_, y) => data[y * width + x]!).some(grey => grey < 255),
  ).length
}

describe('the picture of a line', () => {
  it('holds a sign beside it that is too faint for the threshold', () => {
    const alone = pictureOf(patchWith([{ x: 100, width: 60, grey: 20 }]))
    expect(inkedColumns(alone)).toBe(60)
    const before = pictureOf(
      patchWith([
        { x: 82, width: 8, grey: 180 },
        { x: 100, width: 60, grey: 20 },
      ]),
    )
    expect(inkedColumns(before)).toBe(68)
    const behind = pictureOf(
      patchWith([
        { x: 100, width: 60, grey: 20 },
        { x: 166, width: 8, grey: 180 },
      ]),
    )
    expect(inkedColumns(behind)).toBe(68)
  })

  it('leaves out what stands far off, and the noise of paper', () => {
    const far = pictureOf(
      patchWith([
        { x: 20, width: 8, grey: 180 },
        { x: 100, width: 60, grey: 20 },
      ]),
    )
    expect(inkedColumns(far)).toBe(60)
    const noise = pictureOf(
      patchWith([
        { x: 90, width: 4, grey: 230 },
        { x: 100, width: 60, grey: 20 },
      ]),
    )
    expect(noise.width).toBe(pictureOf(patchWith([{ x: 100, width: 60, grey: 20 }])).width)
  })

  it('is as high as the print and its white, and narrows wide gaps', () => {
    const words = patchWith([
      { x: 20, width: 60, grey: 20 },
      { x: 300, width: 60, grey: 20 },
    ])
    const [tight, loose] = [pictureOf(words), pictureOf(words, secondLook)]
    expect(tight.height).toBe(textHeight + 2 * Math.round(firstLook.margin * textHeight))
    expect(loose.height).toBe(textHeight + 2 * Math.round(secondLook.margin * textHeight))
    expect(inkedColumns(tight)).toBe(120)
    expect(tight.width).toBeLessThan(120 + 2 * textHeight)
  })
})
