import { describe, expect, it } from 'vitest'
import type { Raster } from '../../../src/stages/clean/resample.ts'
import { isCrossed, turnedStreaks, withoutStreaks } from '../../../src/stages/clean/streaks.ts'

const [width, height, dpi] = [800, 1000, 200]

/** White paper with what `darkness` (0..255) says of each px. */
function page(darkness: (x: number, y: number) => number): Raster {
  const data = new Uint8Array(width * height)
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) data[i] = 255 - darkness(x, y)
  return { width, height, data }
}

/** A crease that wanders by 2 px. */
const crease = (x: number, y: number) => (Math.abs(x - 350 - 2 * Math.sin(y / 70)) < 1.5 ? 90 : 0)
/** A table of black rules, 60 px inside the sheet. */
const table = (x: number, y: number) =>
  x >= 60 && x < 740 && y >= 60 && y < 940 && ((x - 60) % 170 < 2 || (y - 60) % 110 < 2) ? 220 : 0

describe('streaks', () => {
  it('are taken out from edge to edge, and what they cross stays', () => {
    const { page: clean, streaks } = withoutStreaks(
      page((x, y) => Math.max(crease(x, y), table(x, y))),
      dpi,
    )
    expect(streaks.map(streak => streak.orientation)).toEqual(['vertical'])
    const left = clean.data.filter((value, i) => value < 255 && table(i % width, Math.floor(i / width)) === 0)
    expect(left.length).toBeLessThan(60)
    for (const y of [60, 170, 280]) expect(clean.data[y * width + 350]).toBe(35)
  })
  it('are no rules of a table, however few', () => {
    const onePage = page((x, y) => (y >= 60 && y < 62 && x >= 60 && x < 740 ? 120 : 0))
    expect(withoutStreaks(onePage, dpi)).toEqual({ page: onePage, streaks: [] })
  })
  it('are not black: that may be a rule, or hide print', () => {
    expect(
      withoutStreaks(
        page(x => (Math.abs(x - 400) < 2 ? 230 : 0)),
        dpi,
      ).streaks,
    ).toEqual([])
  })
  it('are not so many as the rules of a table that fills its picture', () => {
    expect(
      withoutStreaks(
        page(x => (x % 200 < 2 ? 90 : 0)),
        dpi,
      ).streaks,
    ).toEqual([])
  })
  it('are not the grey rules of a table that fills its picture, though few of them run one way', () => {
    const grid = page((x, y) => ((x > 0 && x % 267 < 3) || (y > 0 && y % 200 < 3) ? 105 : 0))
    expect(withoutStreaks(grid, dpi)).toEqual({ page: grid, streaks: [] })
  })
  it('are the creases of a sheet that was folded both ways', () => {
    const folded = page((x, y) => (Math.abs(x - 400) < 1.5 || Math.abs(y - 500) < 1.5 ? 90 : 0))
    const { page: clean, streaks } = withoutStreaks(folded, dpi)
    expect(streaks.map(streak => streak.orientation)).toEqual(['vertical', 'horizontal'])
    expect(clean.data.filter(value => value < 255).length).toBeLessThan(60)
  })
  it('tell what print they met', () => {
    const letter = (x: number, y: number) => (x >= 330 && x < 370 && y >= 480 && y < 510 ? 220 : 0)
    const { streaks } = withoutStreaks(
      page((x, y) => Math.max(crease(x, y), letter(x, y))),
      dpi,
    )
    const cell = { x: 250, y: 450, width: 200, height: 100 }
    expect(isCrossed(cell, 5, streaks)).toBe(true)
    expect(isCrossed({ ...cell, y: 700 }, 5, streaks)).toBe(false)
    expect(isCrossed({ ...cell, x: 450 }, 5, streaks)).toBe(false)
    const mirrored = { ...cell, x: width - 450 }
    const turned = turnedStreaks(streaks, { width, height, data: new Uint8Array(0) })
    expect(isCrossed({ ...mirrored, y: height - 550 }, 5, turned)).toBe(true)
    expect(isCrossed({ ...mirrored, y: 100 }, 5, turned)).toBe(false)
  })
})
