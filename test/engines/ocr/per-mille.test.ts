import { describe, expect, it } from 'vitest'
import { settledByInk } from '../../../src/engines/ocr/ink-evidence.ts'
import type { LineTensor } from '../../../src/engines/ocr/line-tensor.ts'
import type { CharReading } from '../../../src/model/reading.ts'

/** `4%` as read at .99 each; the ink of the sign is drawn from x = 40 on. */
function settled(draw: (ink: (x: number, y: number) => void) => void, alternatives: CharReading['alternatives'] = []) {
  const width = 128
  const data = new Float32Array(3 * 48 * width).fill(1)
  for (let y = 8; y < 40; y++) for (let x = 4; x < 20; x++) data[y * width + x] = -1
  draw((x, y) => {
    data[y * width + x] = -1
  })
  const line: LineTensor = { width, height: 48, data }
  const at = (char: string, step: number) => ({ char, probability: 0.99, alternatives: [], from: step, to: step })
  const sign = { ...at('%', 7), probability: alternatives.length > 0 ? 0.58 : 0.99, alternatives }
  return settledByInk([at('4', 1), sign], line)[1]!
}

function ring(left: number, top: number) {
  return (ink: (x: number, y: number) => void) => {
    for (let y = 0; y < 12; y++)
      for (let x = 0; x < 12; x++) if (x < 2 || x > 9 || y < 2 || y > 9) ink(left + x, top + y)
  }
}

/** The stroke between the rings, from the lower left to the upper right. */
function slash(left: number, width: number) {
  return (ink: (x: number, y: number) => void) => {
    for (let y = 10; y < 38; y++)
      for (let x = 0; x < 3; x++) ink(left + Math.round(((37 - y) / 27) * (width - 3)) + x, y)
  }
}

function block(left: number, width: number) {
  return (ink: (x: number, y: number) => void) => {
    for (let y = 10; y < 38; y++) for (let x = left; x < left + width; x++) ink(x, y)
  }
}

describe('a sign that the network reads as %', () => {
  it('is ‰ where three rings are seen, for a person to check', () => {
    const sign = settled(ink => {
      for (const [left, top] of [
        [42, 10],
        [52, 26],
        [66, 26],
      ] as const)
        ring(left, top)(ink)
    })
    expect(sign.char).toBe('‰')
    expect(sign.probability).toBeLessThan(0.9)
  })

  it('is doubted where it hangs over by a ring, though none is seen to be hollow', () => {
    const sign = settled(ink => {
      slash(46, 18)(ink)
      for (let y = 26; y < 38; y++) for (let x = 58; x < 82; x++) ink(x, y)
    })
    expect(sign).toMatchObject({ char: '%', probability: 0.6, isDoubted: true })
  })

  it('is trusted with two rings, and where it is narrow', () => {
    const rings = settled(ink => {
      for (const [left, top] of [
        [48, 10],
        [60, 26],
      ] as const)
        ring(left, top)(ink)
      slash(52, 18)(ink)
    })
    for (const sign of [rings, settled(block(50, 20))]) expect(sign).toMatchObject({ char: '%', probability: 0.99 })
  })

  it('is doubted where its rings have closed and it is as wide as ‰', () => {
    expect(settled(block(42, 38))).toMatchObject({ char: '%', probability: 0.6 })
    const wide = { char: '％', probability: 0.4 }
    const sign = settled(block(42, 38), [wide])
    expect(sign.probability + sign.alternatives[0]!.probability).toBeCloseTo(0.6)
  })
})
