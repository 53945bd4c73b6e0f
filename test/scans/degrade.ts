import type { PageImage } from '../../src/model/page-image.ts'
import { photographed } from './photograph.ts'
import { type Random, randomOf } from './random.ts'
import { breakRules } from './rules.ts'
import { pressSeals, sealAt } from './seal.ts'
import { addNoise, addSpecks, blurred, fadeInk, inkAndPaper, shade } from './tone.ts'
import { rotationOf, warpImage } from './warp.ts'

export const scanGrades = ['office300', 'seal200', 'poor200', 'fax200', 'photo'] as const
export type ScanGrade = (typeof scanGrades)[number]

/** A page as a scanner or camera would give it, and how such a device stores it. */
export interface DegradedPage {
  readonly image: PageImage
  readonly encoding: { readonly kind: 'jpeg'; readonly quality: number } | { readonly kind: 'g4' }
}

/** Resolution at which a clean page must be drawn for each grade. */
export const gradeDpi: Readonly<Record<ScanGrade, number>> = {
  office300: 300,
  seal200: 200,
  poor200: 200,
  fax200: 200,
  photo: 230,
}

/** Turns a clean grey page into one of the five grades. The same seed gives the same pixels. `sealWords` is set round seals. */
export async function degradePage(
  clean: PageImage,
  grade: ScanGrade,
  seed: string,
  sealWords: string,
): Promise<DegradedPage> {
  const random = randomOf(`${grade} ${seed}`)
  switch (grade) {
    case 'office300':
      return { image: await officeScan(clean, random), encoding: { kind: 'jpeg', quality: 80 } }
    case 'seal200':
      return { image: await sealedScan(clean, sealWords, random), encoding: { kind: 'jpeg', quality: 70 } }
    case 'poor200':
      return { image: await poorScan(clean, random), encoding: { kind: 'jpeg', quality: 50 } }
    case 'fax200':
      return { image: await fax(clean, random), encoding: { kind: 'g4' } }
    case 'photo':
      return { image: await photographed(clean, random), encoding: { kind: 'jpeg', quality: 75 } }
  }
}

async function officeScan(clean: PageImage, random: Random): Promise<PageImage> {
  const turned = turn(clean, random.between(-0.3, 0.3))
  const soft = await blurred(turned, random.between(0.5, 0.8))
  const grey = random.chance(0.5)
  const ink = random.between(15, 50)
  const paper = random.between(243, 253)
  const scan = grey
    ? inkAndPaper(soft, [ink], [paper])
    : inkAndPaper(soft, [ink, ink, ink + 6], [paper, paper, paper - random.between(0, 8)])
  addNoise(scan, random.between(1.5, 3.5), random)
  addSpecks(scan, random.int(0, 8), 3, 120, random)
  return scan
}

async function sealedScan(clean: PageImage, words: string, random: Random): Promise<PageImage> {
  const paper = random.between(240, 252)
  const coloured = inkAndPaper(clean, [25, 25, 30], [paper, paper, paper - random.between(0, 10)])
  const seals = [
    ...(hasInk(clean) && random.chance(0.9) ? [sealAt(words, clean, 0.12, 0.45, random)] : []),
    ...(hasInk(clean) && random.chance(0.4) ? [sealAt(words, clean, 0.45, 0.85, random)] : []),
  ]
  const sealed = await pressSeals(coloured, seals, random)
  const turned = turn(sealed, random.between(-0.6, 0.6))
  const scan = await blurred(turned, random.between(0.5, 0.75))
  addNoise(scan, random.between(2, 4), random)
  return scan
}

async function poorScan(clean: PageImage, random: Random): Promise<PageImage> {
  const page = { ...clean, data: Uint8Array.from(clean.data) }
  breakRules(page, random.int(15, 40), random)
  fadeInk(page, random.int(3, 6), 0.55, random)
  const turned = turn(page, random.between(1, 1.5) * (random.chance(0.5) ? 1 : -1))
  const soft = await blurred(turned, random.between(0.75, 1))
  const scan = inkAndPaper(soft, [random.between(40, 70)], [random.between(225, 240)])
  // A lid that does not close: one side dark, the light falling off slantwise.
  const [dark, slant, side] = [random.between(0.25, 0.4), random.between(-0.15, 0.15), random.chance(0.5)]
  const [foldAt, fold] = [random.between(0.25, 0.75), random.between(0.05, 0.12)]
  shade(scan, (x, y) => {
    const away = Math.min(1, Math.max(0, (side ? x : 1 - x) + slant * (y - 0.5)))
    const crease = 1 - fold * Math.exp(-(((y - foldAt) / 0.01) ** 2))
    return (1 - dark * (1 - away) ** 2.5) * crease
  })
  addNoise(scan, random.between(7, 11), random)
  addSpecks(scan, random.int(20, 60), 3, 60, random)
  return scan
}

/** Grain before the threshold eats into thin strokes and rules; specks after it stay. */
async function fax(clean: PageImage, random: Random): Promise<PageImage> {
  const page = { ...clean, data: Uint8Array.from(clean.data) }
  breakRules(page, random.int(10, 30), random)
  const turned = turn(page, random.between(-0.7, 0.7))
  const soft = await blurred(turned, random.between(0.6, 0.8))
  addNoise(soft, random.between(14, 24), random)
  const level = random.between(160, 195)
  const data = soft.data.map(value => (value < level ? 0 : 255))
  const scan: PageImage = { ...soft, data }
  const area = (scan.width * scan.height) / 1e6
  addSpecks(scan, Math.round(area * random.between(60, 220)), 2, 0, random)
  addSpecks(scan, Math.round(area * random.between(20, 80)), 2, 255, random)
  return scan
}

/** Nobody seals an empty page. */
function hasInk(page: PageImage): boolean {
  return page.data.some(level => level < 128)
}

function turn(image: PageImage, degrees: number): PageImage {
  const white = image.channels === 3 ? [250, 250, 246] : [255]
  return warpImage(image, rotationOf(degrees, image.width, image.height), image, white)
}
