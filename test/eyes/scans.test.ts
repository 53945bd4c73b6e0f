import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageImage } from '../../src/model/page-image.ts'
import { generateForms } from '../corpus/generate.ts'
import { projectFamily } from '../corpus/split.ts'
import { formTruthSchema } from '../corpus/truth.ts'
import { benchDocuments } from '../scans/bench-documents.ts'
import { Chromium } from '../scans/chromium.ts'
import { degradePage, scanGrades } from '../scans/degrade.ts'
import { amountToPrint } from '../scans/form-to-html.ts'
import { lookOf } from '../scans/look.ts'
import { pdfToImages } from '../scans/pdf-to-images.ts'
import { printDigital, printDocument } from '../scans/print-scans.ts'
import { imagesToTiff, scanToPdf } from '../scans/scan-to-pdf.ts'
import { pdfToWords } from '../scans/text-layer.ts'
import { homographyOf, type Point, rotationOf, warpImage } from '../scans/warp.ts'

const samples = new URL('../../samples/', import.meta.url).pathname
const hasPrograms = ['chromium', 'pdftoppm', 'tiffcp'].every(program => existsSync(`/usr/bin/${program}`))
const form = generateForms({ seed: 11, count: 1 })[0]!
const tall = { landscape: false, continuous: false } as const

describe('bench documents', () => {
  it('come in two halves of at least 30 forms that share no project', () => {
    const [tuning, test] = [benchDocuments('tuning', 30), benchDocuments('test', 30)].map(documents =>
      documents.flatMap(document => document.forms),
    )
    expect(tuning!.length).toBeGreaterThanOrEqual(30)
    expect(test!.length).toBeGreaterThanOrEqual(30)
    const families = new Set(tuning!.map(f => projectFamily(f.projectName)))
    expect(test!.filter(f => families.has(projectFamily(f.projectName)))).toEqual([])
  })

  it('stay the same when more are asked for', () => {
    const few = benchDocuments('tuning', 10)
    expect(benchDocuments('tuning', 40).slice(0, few.length)).toEqual(few)
  })
})

describe('warping', () => {
  it('takes corners to corners', () => {
    const page: Point[] = [
      [0, 0],
      [100, 0],
      [100, 140],
      [0, 140],
    ]
    const seen: Point[] = [
      [7, 3],
      [95, 9],
      [110, 150],
      [-4, 139],
    ]
    const h = homographyOf(page, seen)
    for (const [i, [x, y]] of page.entries()) {
      const w = h[6]! * x + h[7]! * y + h[8]!
      expect((h[0]! * x + h[1]! * y + h[2]!) / w).toBeCloseTo(seen[i]![0], 6)
      expect((h[3]! * x + h[4]! * y + h[5]!) / w).toBeCloseTo(seen[i]![1], 6)
    }
  })

  it('turns a picture by the angle asked for', () => {
    const page = blankPage(200, 200)
    for (let x = 20; x < 180; x++) page.data[100 * 200 + x] = 0
    const turned = warpImage(page, rotationOf(3, 200, 200), page, [255])
    const darkest = (x: number) => {
      const column = Array.from({ length: 200 }, (_, y) => turned.data[y * 200 + x]!)
      return column.indexOf(Math.min(...column))
    }
    expect((darkest(40) - darkest(160)) / 120).toBeCloseTo(Math.tan((3 * Math.PI) / 180), 1)
    expect(darkest(40)).toBeGreaterThan(darkest(160))
  })
})

describe('grades', () => {
  const clean = blankPage(400, 560)
  for (let y = 100; y < 500; y += 40) clean.data.fill(0, y * 400 + 40, y * 400 + 360)

  it.each(scanGrades)('%s gives the same pixels for the same seed and others for another', async grade => {
    const once = await degradePage(clean, grade, 'a', '上海市试验局')
    const again = await degradePage(clean, grade, 'a', '上海市试验局')
    const other = await degradePage(clean, grade, 'b', '上海市试验局')
    expect(Buffer.compare(once.image.data, again.image.data)).toBe(0)
    expect(Buffer.compare(once.image.data, other.image.data)).not.toBe(0)
    expect(once.image.data.length).toBe(once.image.width * once.image.height * once.image.channels)
    if (grade === 'fax200') expect(new Set(once.image.data)).toEqual(new Set([0, 255]))
  })
})

describe.skipIf(!hasPrograms)('printing (needs the packages of test/setup/system-packages.sh)', () => {
  let browser: Chromium
  beforeAll(async () => {
    browser = await Chromium.start()
  })
  afterAll(() => browser.close())

  it('puts every value of the truth on paper', async () => {
    const pdf = await printDigital({ forms: [{ form, look: lookOf('values', tall) }] }, browser)
    const text = squeezed((await pdfToWords(pdf)).flat())
    for (const { level3, value } of form.indicators) {
      expect(text).toContain(level3.replace(/\s/g, ''))
      expect(text).toContain(value.replace(/\s/g, ''))
    }
    expect(text).toContain(amountToPrint(form.funds.totalAnnual))
    expect(text).toContain(`(${form.fiscalYear}年度)`.normalize('NFKC'))
  })

  it('cuts a long form into pages between two rows and loses none', async () => {
    const look = lookOf('cut', { ...tall, pagination: 'clipped', minRowHeightPt: 40, fontSizePt: 10 })
    const pages = await pdfToWords(await printDocument({ forms: [{ form, look }] }, browser))
    expect(pages.length).toBeGreaterThan(1)
    const text = squeezed(pages.flat())
    expect(form.indicators.filter(({ level3 }) => !text.includes(level3.replace(/\s/g, '')))).toEqual([])
    expect(
      pages
        .slice(1)
        .flat()
        .map(word => word.text),
    ).not.toContain('一级指标')
  })

  it('binds one-bit pages into PDF and TIFF, black staying black', async () => {
    const image = blankPage(203, 151)
    for (let y = 20; y < 60; y++) image.data.fill(0, y * 203 + 30, y * 203 + 90)
    const [seen] = await pdfToImages(await scanToPdf([{ image, encoding: { kind: 'g4' } }]), image.dpi)
    // Poppler softens edges by a pixel.
    const differing = image.data.filter((level, i) => Math.abs(level - seen!.data[i]!) > 127).length
    expect([seen!.width, seen!.height, differing]).toEqual([203, 151, expect.toSatisfy((n: number) => n < 250)])
    const tiff = await imagesToTiff([image, image])
    for (const page of [0, 1]) {
      const pixels = await sharp(tiff, { page }).toColourspace('b-w').raw().toBuffer()
      expect(Buffer.compare(pixels, image.data)).toBe(0)
    }
  })
})

describe('samples', () => {
  const golds = readdirSync(samples).filter(file => file.endsWith('.gold.jsonl'))
  const inputs = readdirSync(samples).filter(file => !file.endsWith('.gold.jsonl') && file !== 'README.md')

  it('have truth beside each, and a line in the README', () => {
    const readme = readFileSync(join(samples, 'README.md'), 'utf8')
    expect(inputs.map(file => file.replace(/\.[^.]+$/, '')).sort()).toEqual(
      golds.map(file => file.replace('.gold.jsonl', '')).sort(),
    )
    for (const file of inputs) expect(readme).toContain(`\`${file}\``)
  })

  it('hold truth in the format of the seed, each project and year once', () => {
    const forms = golds.flatMap(file =>
      readFileSync(join(samples, file), 'utf8')
        .trim()
        .split('\n')
        .map(line => formTruthSchema.parse(JSON.parse(line))),
    )
    const keys = forms.map(f => `${f.competentDepartment} ${f.projectName} ${f.fiscalYear}`)
    expect(new Set(keys).size).toBe(forms.length)
  })

  it('stay small', () => {
    const bytes = inputs.reduce((sum, file) => sum + statSync(join(samples, file)).size, 0)
    expect(bytes).toBeLessThan(8_000_000)
  })
})

function blankPage(width: number, height: number): PageImage {
  return { width, height, channels: 1, dpi: 72, data: new Uint8Array(width * height).fill(255) }
}

function squeezed(words: readonly { readonly text: string }[]): string {
  return words
    .map(word => word.text)
    .join('')
    .normalize('NFKC')
}
