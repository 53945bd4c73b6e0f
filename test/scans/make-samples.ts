import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { degrees, PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { generateForms } from '../corpus/generate.ts'
import { splitOf } from '../corpus/split.ts'
import type { FormTruth } from '../corpus/truth.ts'
import { coverWords } from './bench-documents.ts'
import { Chromium } from './chromium.ts'
import type { DegradedPage, ScanGrade } from './degrade.ts'
import { type Look, lookOf } from './look.ts'
import { pdfToImages } from './pdf-to-images.ts'
import { printDigital, printDocument, scanPages } from './print-scans.ts'
import { addScanPage, emptyPdf, imagesToTiff, imageToJpeg, imageToPng, scanToPdf } from './scan-to-pdf.ts'
import { addInvisibleText, dropUnicodeMaps, misread, pdfToWords } from './text-layer.ts'

/** A sample: file name, and how to make its bytes. Its truth are the forms it shows, in reading order. */
interface Sample {
  readonly file: string
  readonly forms: readonly FormTruth[]
  make(browser: Chromium): Promise<Uint8Array>
}

/** Set so that a form fills one page. */
const compact: Partial<Look> = {
  minRowHeightPt: 16,
  cellPaddingPt: 1.5,
  fontSizePt: 9.5,
  landscape: false,
  continuous: false,
}
/** Set so that a form needs two pages and its merged labels are cut. */
const broken: Partial<Look> = { pagination: 'clipped', landscape: false, continuous: false, minRowHeightPt: 30 }

/** All samples, each of other forms, from the tuning half of the corpus only. */
function planSamples(): Sample[] {
  const { drift, others } = sampleForms()
  const take = () => {
    const form = others.shift()
    if (form === undefined) throw new RangeError('the corpus has too few departments for the samples')
    return form
  }
  const one = (
    file: string,
    fixed: Partial<Look>,
    make: (browser: Chromium, form: FormTruth, look: Look) => Promise<Uint8Array>,
  ): Sample => {
    const form = take()
    return { file, forms: [form], make: browser => make(browser, form, lookOf(file, fixed)) }
  }
  const scanOf = (grade: ScanGrade) => async (browser: Chromium, form: FormTruth, look: Look) =>
    scanToPdf(await scanForm(browser, form, grade, look))
  const bundle = [take(), take(), take(), take()]
  return [
    one('digital-form.pdf', {}, (browser, form, look) => printDigital({ forms: [{ form, look }] }, browser)),
    {
      file: 'digital-continuous.pdf',
      forms: drift,
      make: browser => {
        const look = lookOf('digital-continuous', { ...compact, continuous: true })
        return printDigital({ forms: drift.map(form => ({ form, look })) }, browser)
      },
    },
    one('office-form.pdf', compact, scanOf('office300')),
    one('seal-form.pdf', broken, scanOf('seal200')),
    one('poor-form.pdf', broken, scanOf('poor200')),
    one('fax-form.pdf', broken, scanOf('fax200')),
    one('photo-form.pdf', compact, scanOf('photo')),
    { file: 'mixed-bundle.pdf', forms: bundle, make: browser => mixedBundle(browser, bundle) },
    one('rotated-page.pdf', compact, async (browser, form, look) => {
      const pdf = await emptyPdf()
      for (const page of await scanForm(browser, form, 'fax200', look)) {
        const added = await addScanPage(pdf, await turned(page, 270))
        added.setRotation(degrees(90))
      }
      return pdf.save()
    }),
    one('sideways-scan.pdf', compact, async (browser, form, look) => {
      const pages = await scanForm(browser, form, 'seal200', look)
      return scanToPdf(await Promise.all(pages.map(page => turned(page, 90))))
    }),
    one('fax-pages.tiff', broken, async (browser, form, look) => {
      const pages = await scanForm(browser, form, 'fax200', look)
      return imagesToTiff(pages.map(page => page.image))
    }),
    one('clean-page.png', compact, async (browser, form, look) => {
      const printed = await printDocument({ forms: [{ form, look }] }, browser)
      return imageToPng(onlyPage(await pdfToImages(printed, 200)))
    }),
    one('phone-photo.jpg', compact, async (browser, form, look) =>
      // Phones name no true resolution.
      imageToJpeg({ ...onlyPage(await scanForm(browser, form, 'photo', look)).image, dpi: 72 }, 75),
    ),
    one('poor-text-layer.pdf', compact, poorTextLayer),
    one('garbled-text.pdf', { ...compact, font: 'Noto Sans CJK SC', titleFont: 'Noto Sans CJK SC' }, garbledText),
  ]
}

/** `drift`: one project over three years. `others`: one form each of many departments. */
function sampleForms(): { drift: FormTruth[]; others: FormTruth[] } {
  const forms = generateForms({ seed: 7, count: 300 }).filter(form => splitOf(form.projectName) === 'tuning')
  const departmentOf = (form: FormTruth) => form.competentDepartment
  const projectOf = (form: FormTruth) => `${departmentOf(form)} ${form.projectName}`
  const followed = forms.find(form => forms.filter(other => projectOf(other) === projectOf(form)).length >= 3)
  if (followed === undefined) throw new RangeError('no project of the corpus has three years')
  return {
    drift: forms.filter(form => projectOf(form) === projectOf(followed)).slice(0, 3),
    others: forms.filter(
      (form, index) =>
        departmentOf(form) !== departmentOf(followed) &&
        forms.findIndex(other => departmentOf(other) === departmentOf(form)) === index,
    ),
  }
}

/** An image file shows one page; a form that needs two does not fit one. */
function onlyPage<Page>(pages: readonly Page[]): Page {
  const [page] = pages
  if (page === undefined || pages.length > 1) throw new RangeError(`${pages.length} pages where one was wanted`)
  return page
}

async function scanForm(browser: Chromium, form: FormTruth, grade: ScanGrade, look: Look): Promise<DegradedPage[]> {
  const pdf = await printDocument({ forms: [{ form, look }] }, browser)
  return scanPages(pdf, grade, look.font, form.competentDepartment)
}

/** An archive's bundle: cover, an empty page, forms of several departments, years and fonts, each cut over pages and scanned its own way. */
async function mixedBundle(browser: Chromium, forms: readonly FormTruth[]): Promise<Uint8Array> {
  const grades: ScanGrade[] = ['seal200', 'fax200', 'poor200', 'fax200']
  const pages: DegradedPage[] = []
  for (const [index, form] of forms.entries()) {
    const look = lookOf(`mixed-bundle ${index}`, broken)
    const front = index === 0 ? { cover: coverWords(form.competentDepartment, form.fiscalYear), blankPageAfter: 0 } : {}
    const pdf = await printDocument({ forms: [{ form, look }], ...front }, browser)
    pages.push(...(await scanPages(pdf, grades[index] ?? 'fax200', `bundle ${index}`, form.competentDepartment)))
  }
  return scanToPdf(pages)
}

/** A scan that an old recogniser has been over: its invisible text is wrong in every fifth character. */
async function poorTextLayer(browser: Chromium, form: FormTruth, look: Look): Promise<Uint8Array> {
  const printed = await printDocument({ forms: [{ form, look }] }, browser)
  const words = await pdfToWords(printed)
  const pdf = await emptyPdf()
  for (const [index, page] of (await scanPages(printed, 'office300', 'layer', form.competentDepartment)).entries()) {
    addInvisibleText(pdf, await addScanPage(pdf, page), misread(words[index] ?? [], `page ${index}`))
  }
  return pdf.save()
}

/** A digital page whose fonts do not say which characters their glyphs are. */
async function garbledText(browser: Chromium, form: FormTruth, look: Look): Promise<Uint8Array> {
  const printed = await printDigital({ forms: [{ form, look }] }, browser)
  const pdf = await PDFDocument.load(printed, { updateMetadata: false })
  dropUnicodeMaps(pdf)
  return pdf.save()
}

/** The page turned clockwise by a multiple of 90 degrees. */
async function turned(page: DegradedPage, angle: 90 | 180 | 270): Promise<DegradedPage> {
  const { image } = page
  const { data, info } = await sharp(image.data, { raw: image })
    .rotate(angle)
    .toColourspace(image.channels === 3 ? 'srgb' : 'b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...page, image: { ...image, width: info.width, height: info.height, data: new Uint8Array(data) } }
}

/** Writes every sample and its truth into `folder`; other files there are left alone. */
export async function makeSamples(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const browser = await Chromium.start()
  try {
    const samples = planSamples()
    for (const sample of samples) {
      await writeFile(join(folder, sample.file), await sample.make(browser))
      const gold = sample.forms.map((form, index) => `${JSON.stringify({ ...form, sequence: index + 1 })}\n`)
      await writeFile(join(folder, `${sample.file.replace(/\.[^.]+$/, '')}.gold.jsonl`), gold.join(''))
    }
    return samples.map(sample => sample.file)
  } finally {
    await browser.close()
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = await makeSamples(process.argv[2] ?? 'samples')
  process.stdout.write(`${files.join('\n')}\n`)
}
