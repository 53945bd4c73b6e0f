import { describe, expect, it } from 'vitest'
import { despeckled, isBilevel } from '../../../src/stages/clean/despeckle.ts'
import { drawText, fillBox, type Page, seededRandom, whitePage } from '../grid/drawn-page.ts'

/** Two figures of 24 px with a point of 4 px between their feet, as 12 pt print at 200 dpi has. */
function number(): Page {
  const page = whitePage(400, 200)
  fillBox(page, 100, 80, 14, 24)
  fillBox(page, 120, 100, 4, 4)
  fillBox(page, 130, 80, 14, 24)
  return page
}

function ink(page: { data: Uint8Array }): number {
  return page.data.reduce((sum, v) => sum + (v < 128 ? 1 : 0), 0)
}

describe('despeckled', () => {
  it('keeps decimal points, also small ones', () => {
    expect(despeckled(number(), 200).data).toEqual(number().data)
    const small = number()
    fillBox(small, 120, 100, 4, 4, 255)
    fillBox(small, 120, 101, 3, 3)
    expect(despeckled(small, 200).data).toEqual(small.data)
  })

  it('takes specks away wherever they lie, and larger ones where nothing is printed', () => {
    const page = number()
    const random = seededRandom(6)
    for (let i = 0; i < 60; i++) fillBox(page, Math.floor(random() * 398), Math.floor(random() * 60), 1, 1)
    for (let i = 0; i < 8; i++) fillBox(page, 20 + 45 * i, 160, 4, 4)
    expect(ink(despeckled(page, 200))).toBe(ink(number()))
  })

  it('keeps letters whole', () => {
    const page = whitePage(500, 100)
    drawText(page, 20, 30, 12, 28, seededRandom(3))
    const before = ink(page)
    expect(ink(despeckled(page, 200))).toBeGreaterThan(before * 0.99)
  })

  it('knows black and white pages from grey ones', () => {
    const page = number()
    expect(isBilevel(page)).toBe(true)
    expect(isBilevel({ ...page, data: page.data.map(v => 255 - (255 - v) / 2 - 20) })).toBe(false)
  })
})
