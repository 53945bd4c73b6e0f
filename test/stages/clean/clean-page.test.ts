import { describe, expect, it } from 'vitest'
import type { PageImage } from '../../../src/model/page-image.ts'
import { cleanPage, turnedUpsideDown } from '../../../src/stages/clean/clean-page.ts'
import {
  composed,
  type Homography,
  inverse,
  mapBox,
  mapPoint,
  rectangleToQuad,
} from '../../../src/stages/clean/homography.ts'
import { turnedFrame } from '../../../src/stages/clean/rectify.ts'
import { resampled } from '../../../src/stages/clean/resample.ts'
import { drawTable, drawText, fillBox, type Page, plainTable, seededRandom, whitePage } from '../grid/drawn-page.ts'

const rows = [160, 210, 260, 310, 420, 470, 520, 570]
const columns = [70, 200, 420, 640, 860]

/** A form of 9.3 × 9 inches at 100 dpi: a table with lines of text in its cells and a title. */
function formPage(): Page {
  const page = whitePage(930, 700, 100)
  drawTable(page, plainTable(rows, columns))
  const random = seededRandom(21)
  drawText(page, 300, 80, 14, 22, random)
  for (const y of rows.slice(0, -1)) for (const x of columns.slice(0, -1)) drawText(page, x + 12, y + 18, 5, 14, random)
  return page
}

function turned(page: Page, toSource: Homography, width = page.width, height = page.height): PageImage {
  return { ...resampled(page, toSource, width, height), channels: 1, dpi: page.dpi }
}

function rotation(degrees: number, width: number, height: number): Homography {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const [x, y] = [width / 2, height / 2]
  return [c, -s, x - c * x + s * y, s, c, y - s * x - c * y, 0, 0, 1]
}

/** Slope of the table's top rule on a clean page: the first ink from above at two places. */
function topRuleSlope(image: PageImage): number {
  const firstInk = (x: number, from: number) => {
    for (let y = from; y < image.height; y++) if (image.data[y * image.width + x]! < 128) return y
    return -1
  }
  const [left, right] = [150, image.width - 150]
  return (firstInk(right, 115) - firstInk(left, 115)) / (right - left)
}

describe('cleanPage', () => {
  it('leaves a clean upright page where it is', async () => {
    const page = formPage()
    const { image, toOriginal, quality, issues, uprightness } = await cleanPage(page)
    expect([image.channels, image.dpi]).toEqual([1, 100])
    expect(Math.hypot(image.width - 930, image.height - 700)).toBeLessThan(3)
    expect(Math.abs(mapPoint(toOriginal, 300, 200).x - 300)).toBeLessThan(1.5)
    expect(quality).toBeGreaterThan(0.4)
    expect(issues).toEqual([])
    expect(uprightness.turned).toBe(0)
  })

  it.each([-4.8, -1.3, -0.2, 0.15, 2.4, 5])(
    'undoes a slant of %f° to a twentieth of a degree, and leads back',
    async degrees => {
      const page = formPage()
      const scan = turned(page, rotation(degrees, page.width, page.height))
      const { image, toOriginal } = await cleanPage(scan)
      expect(Math.abs(topRuleSlope(image))).toBeLessThan(Math.tan((0.12 * Math.PI) / 180))
      const onScan = mapPoint(inverse(rotation(degrees, page.width, page.height)), columns[0]!, rows[0]!)
      const onClean = mapPoint(inverse(toOriginal), onScan.x, onScan.y)
      const darkness = Math.min(...around(image, onClean.x, onClean.y, 2))
      expect(darkness).toBeLessThan(128)
    },
  )

  it.each([90, 270] as const)('turns a page that lies on its side (%i°)', async degrees => {
    const page = formPage()
    const side = turnedFrame(page.width, page.height, degrees)
    const clean = await cleanPage(turned(page, side.toSource, side.width, side.height))
    expect([90, 270]).toContain(clean.uprightness.turned)
    expect(clean.uprightness.needsUprightVote).toBe(true)
    expect(clean.image.width).toBeGreaterThan(clean.image.height)
  })

  it('cuts a photographed sheet out of its surroundings and makes it rectangular', async () => {
    const page = formPage()
    const sheet = rectangleToQuad(930, 700, [
      { x: 90, y: 60 },
      { x: 1010, y: 95 },
      { x: 985, y: 780 },
      { x: 60, y: 810 },
    ])
    const toPage = inverse(sheet)
    const photo: Page = whitePage(1100, 900, 100)
    for (let y = 0; y < 900; y++) {
      for (let x = 0; x < 1100; x++) {
        const p = mapPoint(toPage, x, y)
        const isDesk = p.x < 0 || p.y < 0 || p.x >= 929 || p.y >= 699
        const light = 0.7 + (0.25 * x) / 1100
        photo.data[y * 1100 + x] = isDesk ? 60 : light * page.data[Math.round(p.y) * 930 + Math.round(p.x)]!
      }
    }
    const { image, toOriginal } = await cleanPage(photo)
    expect(image.width / image.height).toBeCloseTo(930 / 700, 1)
    expect(Math.abs(topRuleSlope(image))).toBeLessThan(0.006)
    const corner = mapPoint(composed(toPage, toOriginal), 0, 0)
    expect(Math.hypot(corner.x, corner.y)).toBeLessThan(12)
    expect(Math.min(...around(image, image.width - 4, image.height - 4, 3))).toBeGreaterThan(200)
  })

  it('says that a page is blank, and that one is hard to read', async () => {
    const blank = whitePage(800, 1000, 100)
    for (let i = 0; i < 12; i++) fillBox(blank, 60 * i + 30, 700 - 40 * i, 1, 1)
    expect((await cleanPage(blank)).issues.map(i => i.code)).toEqual(['blank-page'])
    const small = whitePage(400, 300, 42)
    const random = seededRandom(8)
    for (let y = 20; y < 260; y += 12) drawText(small, 20, y, 30, 8, random)
    for (let i = 0; i < small.data.length; i++) small.data[i] = 120 + 0.25 * small.data[i]! + 40 * random()
    expect((await cleanPage(small)).issues.map(i => i.code)).toEqual(['low-quality'])
  })

  it('never loses the corners of a slanted page', async () => {
    const page = formPage()
    fillBox(page, 2, 2, 12, 12)
    fillBox(page, 916, 686, 12, 12)
    const scan = whitePage(930, 700, 100)
    const by = rotation(3, 930, 700)
    scan.data.set(resampled(page, by, 930, 700).data)
    const { image, toOriginal } = await cleanPage(scan)
    const back = mapBox(inverse(toOriginal), { x: 0, y: 0, width: 930, height: 700 })
    expect(image.width).toBeGreaterThanOrEqual(Math.floor(back.width) - 1)
    expect(image.height).toBeGreaterThanOrEqual(Math.floor(back.height) - 1)
  })
})

describe('turnedUpsideDown', () => {
  it('turns the page and keeps leading to the same place on the original', async () => {
    const clean = await cleanPage(formPage())
    const over = turnedUpsideDown(clean)
    const { width, height } = clean.image
    const there = mapPoint(clean.toOriginal, 100, 150)
    const same = mapPoint(over.toOriginal, width - 100, height - 150)
    expect(same.x).toBeCloseTo(there.x, 6)
    expect(same.y).toBeCloseTo(there.y, 6)
    expect(over.uprightness.turned).toBe(180)
    expect(over.image.data.at(-1)).toBe(clean.image.data[0])
  })
})

function around(image: PageImage, x: number, y: number, reach: number): number[] {
  const values: number[] = []
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++)
      values.push(image.data[(Math.round(y) + dy) * image.width + Math.round(x) + dx] ?? 255)
  return values
}
