import { describe, expect, it } from 'vitest'
import type { PageImage } from '../../../src/model/page-image.ts'
import { pageToGrey } from '../../../src/stages/clean/page-to-grey.ts'
import { findSealRegions } from '../../../src/stages/clean/seal-regions.ts'

type Colour = readonly [number, number, number]
const red: Colour = [215, 60, 60]
const blue: Colour = [70, 80, 205]

function paper(width = 600, height = 500): PageImage & { readonly data: Uint8Array } {
  const data = new Uint8Array(width * height * 3)
  for (let i = 0; i < data.length; i += 3) data.set([250, 246, 236], i)
  return { width, height, channels: 3, dpi: 200, data }
}

function paint(page: ReturnType<typeof paper>, isInside: (x: number, y: number) => boolean, colour: Colour): void {
  for (let y = 0; y < page.height; y++)
    for (let x = 0; x < page.width; x++) if (isInside(x, y)) page.data.set(colour, (y * page.width + x) * 3)
}

/** A ring of 36 mm with a bar in it. */
const isSeal = (x: number, y: number) => {
  const r = Math.hypot(x - 300, y - 250)
  return (r > 130 && r < 142) || (Math.abs(y - 250) < 12 && Math.abs(x - 300) < 60)
}

describe('pageToGrey', () => {
  it.each([
    ['red', red],
    ['blue', blue],
  ] as const)('takes a %s seal out and keeps black print under it', (_, colour) => {
    const page = paper()
    paint(page, isSeal, colour)
    paint(page, (x, y) => y >= 246 && y < 254 && x > 100 && x < 500, [40, 30, 35])
    const { data } = pageToGrey(page)
    expect(data[120 * 600 + 300]!).toBeGreaterThan(225)
    expect(data[242 * 600 + 300]!).toBeGreaterThan(225)
    expect(data[250 * 600 + 300]!).toBeLessThan(80)
    expect(data[250 * 600 + 150]!).toBeLessThan(80)
  })

  it('keeps coloured letters and rules, which are no seals', () => {
    const page = paper()
    paint(page, (x, y) => y >= 40 && y < 43 && x > 20 && x < 580, red)
    paint(page, (x, y) => y >= 80 && y < 104 && x % 30 < 4 && x > 60 && x < 500, blue)
    expect(findSealRegions(page)).toEqual([])
    const { data } = pageToGrey(page)
    expect(data[41 * 600 + 300]!).toBeLessThan(130)
    expect(data[90 * 600 + 121]!).toBeLessThan(130)
  })

  it('gives a grey page back untouched', () => {
    const data = new Uint8Array(100).map((_, i) => i)
    expect(pageToGrey({ width: 10, height: 10, channels: 1, dpi: 200, data }).data).toBe(data)
  })
})
