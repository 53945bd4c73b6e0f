import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { imageDpi } from '../../../src/engines/image/image-dpi.ts'
import { openImage } from '../../../src/engines/image/open-image.ts'

/** White, 80 × 120 px, with a black block in its top left corner. */
const page = (width = 80, height = 120) =>
  sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite([
    { input: { create: { width: 20, height: 20, channels: 3, background: '#000000' } }, left: 0, top: 0 },
  ])

async function firstPage(bytes: Uint8Array, number = 1) {
  const { document } = await openImage(bytes)
  return document!.page(number)
}

describe('openImage', () => {
  test('PNG, grey and colour, keep their channels and stated resolution', async () => {
    const colour = await firstPage(await page(2480, 3508).png().withMetadata({ density: 300 }).toBuffer())
    expect(colour).toMatchObject({ issues: [], image: { width: 2480, height: 3508, channels: 3 } })
    expect(colour.image!.dpi).toBeCloseTo(300, 0)
    const grey = await firstPage(await page().toColourspace('b-w').png().toBuffer())
    expect(grey.image).toMatchObject({ width: 80, height: 120, channels: 1 })
    expect(grey.image!.data).toHaveLength(80 * 120)
    expect(grey.image!.data[0]).toBe(0)
    expect(grey.image!.data[79]).toBe(255)
  })

  test('a photograph is turned upright by its EXIF orientation', async () => {
    const turned = await firstPage(await page().jpeg().withMetadata({ orientation: 6 }).toBuffer())
    expect(turned.image).toMatchObject({ width: 120, height: 80 })
    const topRight = turned.image!.data.slice(3 * 119, 3 * 120)
    expect([...topRight].every(v => v < 60)).toBe(true)
  })

  test('what is transparent is white paper', async () => {
    const clear = sharp({ create: { width: 10, height: 10, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    const { image } = await firstPage(await clear.png().toBuffer())
    expect(image!.channels).toBe(3)
    expect(image!.data.every(v => v === 255)).toBe(true)
  })

  test('a TIFF of G4 faxes has as many pages as pictures', async () => {
    const pages = await Promise.all([60, 90].map(left => faxRow(left)))
    const bytes = await sharp(pages, { join: { animated: true } })
      .extractChannel(0)
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1 })
      .toBuffer()
    const { document } = await openImage(bytes)
    expect(document!.pageCount).toBe(2)
    const second = await document!.page(2)
    expect(second.image).toMatchObject({ width: 200, height: 100, channels: 1 })
    expect(second.image!.data[95]).toBe(0)
    expect(second.image!.data[65]).toBe(255)
  })

  test('a fax whose pixels are not square is stretched', async () => {
    const fax = await sharp(await faxRow(60))
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 8, yres: 4 })
      .toBuffer()
    const { image } = await firstPage(fax)
    expect(image).toMatchObject({ width: 200, height: 200, channels: 1 })
    expect(image!.data[199 * 200 + 65]).toBe(0)
  })

  test('damaged, unknown and huge pictures are issues with a next step', async () => {
    const png = await page().png().toBuffer()
    const cut = await firstPage(png.subarray(0, png.length - 60))
    expect(cut.issues.map(i => i.code)).toEqual([cut.image ? 'decode-warning' : 'corrupt'])
    expect((await openImage(new Uint8Array())).issue).toMatchObject({ code: 'empty-file' })
    expect((await openImage(Uint8Array.of(1, 2, 3, 4))).issue).toMatchObject({ code: 'unsupported-type' })
    const { document } = await openImage(png, { maxPixels: 1000 })
    expect(await document!.page(1)).toMatchObject({ image: null, issues: [{ code: 'too-large', severity: 'error' }] })
  })
})

test('a resolution is believed when it makes a sheet of paper, else the picture is taken for A4', () => {
  expect(imageDpi(2480, 3508, 300)).toBe(300)
  expect(imageDpi(2480, 3508, 72)).toBeCloseTo(300, 0)
  expect(imageDpi(2480, 3508, undefined)).toBeCloseTo(300, 0)
  expect(imageDpi(4000, 3000, 5)).toBeCloseTo(342, 0)
})

function faxRow(left: number): Promise<Buffer> {
  const bar = {
    input: { create: { width: 20, height: 100, channels: 3 as const, background: '#000000' } },
    left,
    top: 0,
  }
  return sharp({ create: { width: 200, height: 100, channels: 3, background: '#ffffff' } })
    .composite([bar])
    .removeAlpha()
    .toColourspace('b-w')
    .png()
    .toBuffer()
}
