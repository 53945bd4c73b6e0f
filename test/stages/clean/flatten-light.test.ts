import { describe, expect, it } from 'vitest'
import { flattened, isEvenWhite, rasterToGround } from '../../../src/stages/clean/flatten-light.ts'
import { drawText, fillBox, seededRandom, whitePage } from '../grid/drawn-page.ts'

describe('flattened', () => {
  it('makes shaded paper white and keeps print dark', () => {
    const page = whitePage(600, 400)
    drawText(page, 40, 100, 16, 28, seededRandom(1))
    const marks = page.data.map(v => (v < 128 ? 1 : 0))
    // Darker to the right, with a fold across.
    for (let y = 0; y < 400; y++)
      for (let x = 0; x < 600; x++)
        page.data[y * 600 + x]! *= (1 - 0.45 * (x / 600)) * (Math.abs(y - 250) < 20 ? 0.85 : 1)
    const ground = rasterToGround(page, 200)
    expect(isEvenWhite(ground)).toBe(false)
    const { data } = flattened(page, ground)
    let darkestPaper = 255
    let lightestInk = 0
    for (let i = 0; i < data.length; i++) {
      if (marks[i]) lightestInk = Math.max(lightestInk, data[i]!)
      else darkestPaper = Math.min(darkestPaper, data[i]!)
    }
    expect(darkestPaper).toBeGreaterThan(200)
    expect(lightestInk).toBeLessThan(60)
  })

  it('does not take a black border for paper', () => {
    const page = whitePage(600, 400)
    fillBox(page, 0, 0, 90, 400, 20)
    const { data } = flattened(page, rasterToGround(page, 200))
    expect(data[200 * 600 + 30]!).toBeLessThan(80)
    expect(data[200 * 600 + 400]!).toBe(255)
  })

  it('knows a white page', () => {
    expect(isEvenWhite(rasterToGround(whitePage(300, 300), 200))).toBe(true)
  })
})
