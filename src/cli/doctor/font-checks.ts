import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type CheckResult, ok, reasonOf } from './check.ts'

/** Folders of pdfjs-dist without which pages come out wrong: CJK encodings, the 14 standard fonts, decoders. */
const PDF_FOLDERS = ['cmaps', 'standard_fonts', 'wasm'] as const

/** The fonts that come with the PDF reader, and one to show Chinese with. */
export async function checkFonts(): Promise<CheckResult[]> {
  return [await checkPdfFonts(), await checkChineseFont()]
}

async function checkPdfFonts(): Promise<CheckResult> {
  const says = 'encodings, standard fonts and decoders for PDFs'
  try {
    const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
    const counts = await Promise.all(PDF_FOLDERS.map(async folder => (await readdir(join(root, folder))).length))
    const empty = PDF_FOLDERS.find((_, index) => counts[index] === 0)
    if (empty === undefined) return ok('pdf-fonts', says)
    throw new Error(`${join(root, empty)} is empty`)
  } catch (error) {
    const hint = 'Run npm ci again: they come with the package pdfjs-dist.'
    return { name: 'pdf-fonts', status: 'fail', says: `${says} cannot be found: ${reasonOf(error)}`, hint }
  }
}

/** Reading needs no font of the system; reports and overlays are looked at with one. */
async function checkChineseFont(): Promise<CheckResult> {
  try {
    const { createCanvas } = await import('@napi-rs/canvas')
    const picture = (character: string) => {
      const context = createCanvas(40, 40).getContext('2d')
      context.font = '32px sans-serif'
      context.fillText(character, 2, 34)
      return Buffer.from(context.getImageData(0, 0, 40, 40).data)
    }
    // A font without Chinese paints the same empty box for both.
    if (!picture('绩').equals(picture('效'))) return ok('chinese-font', 'a Chinese font of the system')
    return {
      name: 'chinese-font',
      status: 'warn',
      says: 'The system has no Chinese font: reading needs none, but reports and overlays show boxes on this machine',
      hint: 'Install one: apt-get install fonts-noto-cjk, or any other with Chinese characters.',
    }
  } catch (error) {
    return {
      name: 'chinese-font',
      status: 'warn',
      says: `Fonts cannot be tried: ${reasonOf(error)}`,
      hint: 'Run npm ci again.',
    }
  }
}
