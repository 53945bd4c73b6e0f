import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDict, type PDFDocument, PDFName, type PDFPage, PDFString } from 'pdf-lib'
import { type Random, randomOf } from './random.ts'

/** A word of a page: text and box in pt from the top left. */
export interface PlacedWord {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The words of each page of a digital PDF, by poppler. */
export async function pdfToWords(pdf: Uint8Array): Promise<PlacedWord[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-words-'))
  try {
    const [input, output] = [join(folder, 'in.pdf'), join(folder, 'out.html')]
    await writeFile(input, pdf)
    await promisify(execFile)('pdftotext', ['-bbox', input, output])
    const pages = (await readFile(output, 'utf8')).split('<page ').slice(1)
    return pages.map(page => [...page.matchAll(wordPattern)].map(matchToWord))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const wordPattern = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g

function matchToWord([, left, top, right, bottom, text = '']: RegExpMatchArray): PlacedWord {
  const [x, y] = [Number(left), Number(top)]
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return { text: plain, x, y, width: Number(right) - x, height: Number(bottom) - y }
}

/**
 * What a poor recogniser of years ago made of the words: relation signs read as 之 and 过, digits and hanzi mistaken for others,
 * characters lost, words dropped, boxes a little off.
 */
export function misread(words: readonly PlacedWord[], seed: string): PlacedWord[] {
  const random = randomOf(`misread ${seed}`)
  return words
    .filter(() => !random.chance(0.06))
    .map(word => ({
      ...word,
      text: [...word.text].map(char => misreadChar(char, random)).join(''),
      x: word.x + random.between(-1.5, 1.5),
      y: word.y + random.between(-1.5, 1.5),
    }))
}

function misreadChar(char: string, random: Random): string {
  const sure = { '≥': '之', '≤': '过', '（': 'C', '）': '》', '(': '〔', '？': 'P' }[char]
  if (sure !== undefined) return sure
  if (!random.chance(0.18)) return char
  if (/\d/.test(char)) return random.pick(['0', '1', '3', '6', '8', 'O', 'l', 'B'])
  return random.pick(['', '口', '日', '曰', '一', '丨', '冂', '目', '旦', '彐', '丶', '〉'])
}

/**
 * Writes words on a page as invisible text (render mode 3), as OCR programs do. The font is the predefined `STSong-Light` with
 * UniGB-UCS2-H, which readers know without an embedded file (PDF 1.7, 9.7.5.2).
 */
export function addInvisibleText(pdf: PDFDocument, page: PDFPage, words: readonly PlacedWord[]): void {
  const { context } = pdf
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType0',
    BaseFont: 'STSong-Light',
    CIDSystemInfo: context.obj({ Registry: PDFString.of('Adobe'), Ordering: PDFString.of('GB1'), Supplement: 2 }),
    DW: 1000,
  })
  const font = context.obj({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: 'STSong-Light',
    Encoding: 'UniGB-UCS2-H',
    DescendantFonts: [context.register(descendant)],
  })
  const name = page.node.newFontDictionary('Ocr', context.register(font)).asString()
  const shown = words
    .filter(word => word.text !== '')
    .map(({ text, x, y, width, height }) => {
      const stretch = (100 * width) / (height * [...text].length)
      const baseline = page.getHeight() - y - height * 0.85
      return `${name} ${height.toFixed(2)} Tf ${stretch.toFixed(1)} Tz 1 0 0 1 ${x.toFixed(2)} ${baseline.toFixed(2)} Tm <${utf16Hex(text)}> Tj`
    })
  page.node.addContentStream(context.register(context.stream(`BT 3 Tr ${shown.join('\n')} ET`)))
}

/** Takes the ToUnicode maps out of every font: the page looks the same, but its text is bare glyph numbers. */
export function dropUnicodeMaps(pdf: PDFDocument): void {
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict) object.delete(PDFName.of('ToUnicode'))
  }
}

const utf16Hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
