import { readFileSync } from 'node:fs'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { openPdf, type PdfOptions } from '../../../src/engines/pdf/open-pdf.ts'
import type { PdfPage } from '../../../src/engines/pdf/pdf-document.ts'
import type { PageImage } from '../../../src/model/page-image.ts'
import { hiddenText, scanPdf, testPicture } from './make-pdf.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url).pathname

async function withPage<T>(
  source: string | Uint8Array,
  number: number,
  use: (page: PdfPage) => Promise<T>,
  options?: PdfOptions,
): Promise<T> {
  const { document, issue } = await openPdf(source, options)
  if (issue) throw new Error(issue.message)
  try {
    const opening = await document.page(number)
    if (opening.issue) throw new Error(opening.issue.message)
    const result = await use(opening.page)
    opening.page.close()
    return result
  } finally {
    await document.close()
  }
}

const textOf = (page: PdfPage) => page.content.glyphs.map(g => g.text).join('')

function pixelAt(image: PageImage, x: number, y: number): number[] {
  const at = (Math.floor(y * image.height) * image.width + Math.floor(x * image.width)) * image.channels
  return [...image.data.subarray(at, at + image.channels)]
}

const isBlack = (pixel: number[]) => pixel.every(v => v < 40)
const isRed = ([r = 0, g = 0]: number[]) => r > 180 && g < 80

describe('openPdf', () => {
  test.each([
    ['encrypted__qpdf__20-pages.pdf', {}, 'encrypted'],
    ['encrypted__qpdf__20-pages.pdf', { password: 'no' }, 'wrong-password'],
    ['encrypted__pdfbox__AESkeylength128.pdf', {}, 'encrypted'],
    ['corrupt__qpdf__bad1.pdf', {}, 'corrupt'],
    ['corrupt__qpdf__empty.pdf', {}, 'zero-pages'],
  ])('%s with %o is %s, with a next step', async (file, options, code) => {
    const { document, issue } = await openPdf(fixture(file), options)
    expect(document).toBeNull()
    expect(issue).toMatchObject({ code, severity: 'error', page: null })
    expect(issue!.hint).not.toBe('')
  })

  test('an empty file is told from a damaged one', async () => {
    expect((await openPdf(new Uint8Array())).issue?.code).toBe('empty-file')
  })

  test('a password opens, and a rebuilt index is reported', async () => {
    const encrypted = await openPdf(fixture('encrypted__qpdf__20-pages.pdf'), { password: 'user' })
    expect(encrypted.document?.pageCount).toBe(20)
    const damaged = await openPdf(fixture('corrupt__pdf.js__helloworld-bad.pdf'))
    expect(damaged.document?.issues).toMatchObject([{ code: 'corrupt', severity: 'warning' }])
    await encrypted.document?.close()
    await damaged.document?.close()
  })

  test('a page that cannot be parsed is an issue, the others are read', async () => {
    const { document } = await openPdf(fixture('corrupt__pdf.js__Pages-tree-refs.pdf'))
    expect((await document!.page(1)).issue).toBeNull()
    expect((await document!.page(2)).issue).toMatchObject({ code: 'corrupt', page: 2 })
    await document!.close()
  })
})

describe('page content', () => {
  test('glyphs stand where they are printed, in points from the top left', async () => {
    const document = await PDFDocument.create()
    const page = document.addPage([300, 400])
    const font = await document.embedFont(StandardFonts.Helvetica)
    page.drawText('Wi 3', { x: 50, y: 380, size: 20, font })
    await withPage(await document.save(), 1, async ({ content }) => {
      const [w, i] = content.glyphs
      expect(w).toMatchObject({ text: 'W', x: 50, y: 20, size: 20, angle: 0, isVisible: true })
      expect(i!.x).toBeCloseTo(50 + font.widthOfTextAtSize('W', 20), 1)
      expect(w!.box.y + w!.box.height / 2).toBeGreaterThan(0)
      expect(w!.box.y + w!.box.height / 2).toBeLessThan(20)
    })
  })

  test('strokes, thin bars and boxes give rules; what is white or clipped away gives none', async () => {
    const document = await PDFDocument.create()
    const page = document.addPage([300, 400])
    page.drawLine({ start: { x: 10, y: 390 }, end: { x: 110, y: 390 }, thickness: 1 })
    page.drawRectangle({ x: 10, y: 300, width: 0.8, height: 50 })
    await withPage(await document.save(), 1, async ({ content }) => {
      expect(content.rulings).toEqual([
        { orientation: 'horizontal', position: 10, start: 10, end: 110 },
        { orientation: 'vertical', position: expect.closeTo(10.4, 3), start: 50, end: 100 },
      ])
    })
  })

  test('a turned page is read upright: /Rotate 90', async () => {
    await withPage(fixture('rotate__pdf.js__rotation.pdf'), 2, async page => {
      expect([page.width, page.height]).toEqual([792, 612])
      expect(textOf(page)).toContain('This is my second page.')
      expect(page.content.glyphs.every(g => g.angle === 0)).toBe(true)
    })
  })

  test('fonts that are not embedded and predefined CMaps give characters', async () => {
    await withPage(fixture('cjk__pdf.js__issue2128r.pdf'), 1, async page => {
      expect(textOf(page)).toContain('浅谈校长的魅力')
    })
  })
})

describe('scans', () => {
  test('the embedded picture comes at native resolution', async () => {
    await withPage(await scanPdf(), 1, async page => {
      const image = await page.scanImage()
      expect(image).toMatchObject({ width: 600, height: 800, channels: 3 })
      expect(image!.dpi).toBeCloseTo(144, 5)
      expect(isBlack(pixelAt(image!, 0.5, 0.05))).toBe(true)
      expect(page.issues).toEqual([])
    })
  })

  test.each([
    ['jpeg', 0],
    ['jpeg', 90],
    ['png', 180],
    ['png', 270],
  ] as const)('%s turned by /Rotate %i looks as rendered', async (format, rotate) => {
    await withPage(await scanPdf({ format, rotate }), 1, async page => {
      const scan = (await page.scanImage())!
      const rendered = await page.render(144)
      expect([scan.width, scan.height]).toEqual([rendered.width, rendered.height])
      for (const [x, y] of [
        [0.5, 0.03],
        [0.97, 0.5],
        [0.5, 0.97],
        [0.03, 0.5],
        [0.5, 0.51],
      ] as const) {
        expect(isBlack(pixelAt(scan, x, y))).toBe(isBlack(pixelAt(rendered, x, y)))
        expect(isRed(pixelAt(scan, x, y))).toBe(isRed(pixelAt(rendered, x, y)))
      }
    })
  })

  test('a hidden text layer leaves the scan a scan; a visible stamp does not', async () => {
    await withPage(await scanPdf({ over: hiddenText }), 1, async page => {
      expect(page.content.glyphs.length).toBeGreaterThan(10)
      expect(page.content.glyphs.some(g => g.isVisible)).toBe(false)
      expect(await page.scanImage()).not.toBeNull()
    })
    const stamped = await scanPdf({ over: page => page.drawText('RECEIVED', { x: 50, y: 200, size: 30 }) })
    await withPage(stamped, 1, async page => {
      expect(await page.scanImage()).toBeNull()
      expect(isBlack(pixelAt(await page.render(72), 0.5, 0.05))).toBe(true)
    })
  })

  test('a picture that several pages share is there on each of them', async () => {
    const document = await PDFDocument.create()
    const [page] = await document.copyPages(await PDFDocument.load(await scanPdf()), [0])
    for (let i = 0; i < 5; i++) document.addPage(page)
    const opened = (await openPdf(await document.save())).document!
    for (let number = 1; number <= 5; number++) {
      const { page } = await opened.page(number)
      expect(await page!.scanImage()).toMatchObject({ width: 600, height: 800 })
      page!.close()
    }
    await opened.close()
  })

  test('a truncated JPEG is read as far as it goes, with a warning', async () => {
    const whole = await testPicture(600, 800, 'jpeg')
    const document = await scanPdf({ bytes: whole })
    // The picture's data end early: the rest of its bytes are overwritten with zeros.
    const start = Buffer.from(document).indexOf(Buffer.from(whole.subarray(0, 64)))
    document.fill(0, start + Math.round(whole.length * 0.6), start + whole.length)
    await withPage(document, 1, async page => {
      expect(await page.scanImage()).toMatchObject({ width: 600, height: 800 })
      expect(page.issues).toMatchObject([{ code: 'decode-warning', severity: 'warning', page: 1 }])
    })
  })

  test.each([
    ['encrypted__pypdf__encrypted_doc_no_id.pdf', 2, 2479, 300],
    ['scan-text__pdfbox__ccitt4-cib-test.pdf', 1, 1679, 203],
    ['scan-text__pypdf__issue-3850-1bit-indexed-flate.pdf', 1, 2550, 300],
    ['scan-text__pdfbox__JBIG2Image.pdf', 1, 431, 150],
  ])('%s is read as a grey scan with ink on it', async (file, number, width, dpi) => {
    await withPage(fixture(file), number, async page => {
      const image = (await page.scanImage())!
      expect(image).toMatchObject({ width, channels: 1 })
      expect(Math.round(image.dpi)).toBe(dpi)
      const ink = image.data.reduce((sum, v) => sum + (v < 128 ? 1 : 0), 0) / image.data.length
      expect(ink).toBeGreaterThan(0.003)
      expect(ink).toBeLessThan(0.5)
    })
  })

  test('JPEG 2000 is not blank when rendered', async () => {
    await withPage(fixture('scan-text__pdfbox__JPXTestGrey.pdf'), 1, async page => {
      const image = await page.render(100)
      expect(image.data.some(v => v < 100)).toBe(true)
      expect(page.issues).toEqual([])
    })
  })

  test('pictures that were dropped are reported: over the limit, or not to be decoded', async () => {
    const tooLarge = { maxImagePixels: 100_000 }
    await withPage(
      await scanPdf(),
      1,
      async page => expect(page.issues).toMatchObject([{ code: 'image-dropped', page: 1 }]),
      tooLarge,
    )
    await withPage(fixture('bomb__pdf.js__issue18042.pdf'), 1, async page =>
      expect(page.issues).toMatchObject([{ code: 'image-dropped', severity: 'warning' }]),
    )
  })

  test('a page is never rendered larger than the budget', async () => {
    await withPage(
      await scanPdf(),
      1,
      async page => {
        const image = await page.render(1200)
        expect(image.width * image.height).toBeLessThan(1_010_000)
        expect(image.width / image.dpi).toBeCloseTo(300 / 72, 1)
      },
      { maxRenderPixels: 1_000_000 },
    )
  })
})

test('radicals that a writer put for ideographs are ideographs again', async () => {
  const bytes = readFileSync(fixture('form.pdf'))
  await withPage(new Uint8Array(bytes), 1, async page => {
    expect(textOf(page)).toContain('户籍数目')
    expect(textOf(page)).toContain('入户调查目标')
    expect(textOf(page)).not.toMatch(/[\u2e80-\u2fd5]/)
  })
})
