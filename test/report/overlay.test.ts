import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawOverlay } from '../../src/report/overlay.ts'
import { findGrids } from '../../src/stages/grid/find-grids.ts'
import { drawTable, fillBox, plainTable, whitePage } from '../stages/grid/drawn-page.ts'

describe('drawOverlay', () => {
  it('tints the cells, marks the cut ones red and keeps the page readable', async () => {
    const page = whitePage(400, 300)
    drawTable(page, plainTable([50, 120, 200, 280], [40, 200, 360]))
    fillBox(page, 0, 260, 400, 40, 255)
    fillBox(page, 100, 80, 10, 10)
    const png = await drawOverlay(page, findGrids(page), [{ x: 90, y: 70, width: 30, height: 30 }])
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([info.format, info.width, info.height]).toEqual(['raw', 400, 300])
    const colour = (x: number, y: number) =>
      [...data.subarray((y * 400 + x) * 3, (y * 400 + x) * 3 + 3)] as [number, number, number]
    const [r, , b] = colour(150, 100)
    expect(b).toBeGreaterThan(r)
    expect(Math.max(...colour(105, 85))).toBeLessThan(60)
    const isRed = ([red, , blue]: [number, number, number]) => red > blue + 40
    const reds = Array.from({ length: 60 * 120 }, (_, i) => colour(60 + (i % 120), 205 + Math.floor(i / 120)))
    expect(reds.slice(0, 40 * 120).some(isRed)).toBe(true)
    expect(colour(20, 20)).toEqual([255, 255, 255])
  })

  it('draws a large page small enough to look at', async () => {
    const meta = await sharp(await drawOverlay(whitePage(3600, 1800, 300), [], [])).metadata()
    expect([meta.format, meta.width, meta.height]).toEqual(['png', 1800, 900])
  })
})
