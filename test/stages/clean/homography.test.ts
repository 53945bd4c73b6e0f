import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  composed,
  type Homography,
  inverse,
  mapBox,
  mapPoint,
  type Quad,
  rectangleToQuad,
} from '../../../src/stages/clean/homography.ts'
import { resampled } from '../../../src/stages/clean/resample.ts'

const offset = fc.integer({ min: -60, max: 60 })
const quad: fc.Arbitrary<Quad> = fc.tuple(offset, offset, offset, offset, offset, offset, offset, offset).map(
  ([a, b, c, d, e, f, g, h]): Quad => [
    { x: 100 + a, y: 100 + b },
    { x: 500 + c, y: 100 + d },
    { x: 500 + e, y: 400 + f },
    { x: 100 + g, y: 400 + h },
  ],
)

describe('homography', () => {
  it('takes the corners of a rectangle to the corners of the quadrilateral, and back', () => {
    fc.assert(
      fc.property(quad, fc.nat(400), fc.nat(300), (corners, x, y) => {
        const map = rectangleToQuad(400, 300, corners)
        for (const [i, [cx, cy]] of [
          [0, 0],
          [400, 0],
          [400, 300],
          [0, 300],
        ].entries()) {
          const p = mapPoint(map, cx!, cy!)
          expect(Math.hypot(p.x - corners[i]!.x, p.y - corners[i]!.y)).toBeLessThan(1e-6)
        }
        const there = mapPoint(map, x, y)
        const back = mapPoint(inverse(map), there.x, there.y)
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6)
      }),
    )
  })

  it('composes from right to left and maps boxes by their corners', () => {
    const shift: Homography = [1, 0, 10, 0, 1, 0, 0, 0, 1]
    const double: Homography = [2, 0, 0, 0, 2, 0, 0, 0, 1]
    expect(mapPoint(composed(double, shift), 1, 1)).toEqual({ x: 22, y: 2 })
    const quarter: Homography = [0, -1, 100, 1, 0, 0, 0, 0, 1]
    expect(mapBox(quarter, { x: 10, y: 20, width: 30, height: 5 })).toEqual({ x: 75, y: 10, width: 5, height: 30 })
  })
})

describe('resampled', () => {
  const source = { width: 4, height: 3, data: Uint8Array.from({ length: 12 }, (_, i) => i * 20) }

  it('copies px on whole turns', () => {
    const quarter = resampled(source, [0, 1, 0, -1, 0, 3, 0, 0, 1], 3, 4)
    expect([...quarter.data]).toEqual([160, 80, 0, 180, 100, 20, 200, 120, 40, 220, 140, 60])
    const half = resampled(source, [-1, 0, 4, 0, -1, 3, 0, 0, 1], 4, 3)
    expect([...half.data]).toEqual([...source.data].reverse())
  })

  it('mixes neighbours and is white outside', () => {
    const shifted = resampled(source, [1, 0, 0.5, 0, 1, 0, 0, 0, 1], 4, 2)
    expect([...shifted.data.slice(0, 3)]).toEqual([10, 30, 50])
    expect(shifted.data[3]).toBe(255)
  })
})
