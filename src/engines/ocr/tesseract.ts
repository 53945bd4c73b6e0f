import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, OEM, type Page, PSM, type Worker } from 'tesseract.js'
import type { PageImage } from '../../model/page-image.ts'
import type { CharReading, Reading } from '../../model/reading.ts'
import { charsToReading } from './ctc-decode.ts'
import type { OcrEngine } from './ocr-engine.ts'
import { cappedBlindSpots, tesseractBlindTo } from './tesseract-blind-spots.ts'

export interface TesseractOptions {
  /** Lines after which the worker is replaced: its memory grows with what it has seen. */
  readonly linesPerWorker?: number
}

/** tesseract.js with the simplified Chinese LSTM of its npm data package (`4.0.0_best_int`), line by line (psm 7). */
export function createTesseract(options: TesseractOptions = {}): OcrEngine {
  const linesPerWorker = options.linesPerWorker ?? 2000
  const require = createRequire(import.meta.url)
  const langPath = join(dirname(require.resolve('@tesseract.js-data/chi_sim/package.json')), '4.0.0_best_int')
  let worker: Promise<Worker> | null = null
  let linesSeen = 0

  async function replaceWorker(): Promise<Worker> {
    const old = worker
    worker = null
    linesSeen = 0
    if (old !== null) await (await old).terminate()
    worker = startWorker(langPath)
    return worker
  }

  async function readLine(line: PageImage): Promise<Reading> {
    // On white paper Tesseract prints statistics to the terminal.
    if (isWhite(line)) return charsToReading([], 'tesseract')
    const reader = worker === null || linesSeen >= linesPerWorker ? await replaceWorker() : await worker
    linesSeen++
    const { data } = await reader.recognize(lineToPgm(line), {}, { text: false, blocks: true })
    return cappedBlindSpots(charsToReading(pageToChars(data), 'tesseract'))
  }

  return {
    name: 'tesseract',
    version: 'tesseract.js-7/chi_sim-best-int/1',
    blindTo: tesseractBlindTo,
    async readLines(lines) {
      const readings: Reading[] = []
      for (const line of lines) readings.push(await readLine(line))
      return readings
    },
    async close() {
      const old = worker
      worker = null
      if (old !== null) await (await old).terminate()
    },
  }
}

async function startWorker(langPath: string): Promise<Worker> {
  const worker = await createWorker('chi_sim', OEM.LSTM_ONLY, {
    langPath,
    cacheMethod: 'none',
    gzip: true,
  })
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.SINGLE_LINE,
    user_defined_dpi: '300',
    // Nothing that a line teaches may reach the next one.
    classify_enable_learning: '0',
    tessedit_enable_doc_dict: '0',
  })
  return worker
}

function isWhite(line: PageImage): boolean {
  return line.data.every(value => value > 224)
}

/** Leptonica reads binary PGM as it is: no compression on the way to the worker. */
function lineToPgm(line: PageImage): Buffer {
  const header = Buffer.from(`P${line.channels === 1 ? 5 : 6}\n${line.width} ${line.height}\n255\n`, 'latin1')
  return Buffer.concat([header, line.data])
}

/** Symbols in order; words that Tesseract split are joined, since Chinese is written without spaces. */
function pageToChars(page: Page): CharReading[] {
  const chars: CharReading[] = []
  for (const block of page.blocks ?? []) {
    for (const paragraph of block.paragraphs) {
      for (const textLine of paragraph.lines) {
        for (const word of textLine.words) {
          for (const symbol of word.symbols) {
            for (const char of symbol.text) chars.push({ char, probability: symbol.confidence / 100, alternatives: [] })
          }
        }
      }
    }
  }
  return chars
}
