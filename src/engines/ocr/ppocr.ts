import type { PageImage } from '../../model/page-image.ts'
import type { Reading } from '../../model/reading.ts'
import { charBetween, charsToReading, ctcToPath } from './ctc-decode.ts'
import { fuseActivations } from './fuse-activations.ts'
import { isOfNoAccount, settledByInk, unreadInk, withDroppedChars } from './ink-evidence.ts'
import { lineHeight, lineToTensor } from './line-tensor.ts'
import type { OcrEngine } from './ocr-engine.ts'
import type { OnnxSession, OnnxSessionFactory } from './onnx-session.ts'
import { readPpocrRecogniser, readPpocrSymbols } from './ppocr-models.ts'

export interface PpocrOptions {
  readonly name: string
  readonly createSession: OnnxSessionFactory
  /** Width of a line in the network's eyes relative to its true shape. Narrower is cheaper; see `defaultStretch`. */
  readonly stretch?: number
}

/** The readings of every runtime carry this name: the runtimes agree to rounding. */
export const ppocrReader = 'ppocr-v4'

const defaultStretch = 1
/** What a reading is worth at most that leaves ink unread: less than one that has something to show for it. */
const unreadInkConfidence = 0.02
/** Widths are rounded up to this, which keeps the number of tensor shapes, and with it the runtime's memory plans, small. */
const widthStep = 16
/** A line wider than this is read in overlapping parts: attention, and with it memory, grows with the square of the width. */
const widestLine = 3200

/** The recogniser of PP-OCRv4 mobile, loaded at first use: 60 MB. */
export function createPpocr(options: PpocrOptions): OcrEngine {
  const stretch = options.stretch ?? defaultStretch
  const symbols = readPpocrSymbols()
  let loading: Promise<OnnxSession> | null = null

  async function readLine(line: PageImage): Promise<Reading> {
    const tensor = lineToTensor(
      line,
      Math.min(stretch, (widestLine * line.height) / (lineHeight * line.width)),
      widthStep,
    )
    loading ??= options.createSession(fuseActivations(readPpocrRecogniser()))
    const recogniser = await loading
    const output = await recogniser.run({ data: tensor.data, dims: [1, 3, tensor.height, tensor.width] })
    const path = ctcToPath(output.data, output.dims[1]!, symbols)
    const unread = unreadInk(path.chars, tensor)
    const chars = withDroppedChars(path.chars, unread, (from, to) => charBetween(output.data, symbols, from, to))
    const reading = charsToReading(settledByInk(chars, tensor), ppocrReader, path.posteriors)
    const isWhole = isOfNoAccount(unread) || isOfNoAccount(unreadInk(chars, tensor))
    return isWhole ? reading : { ...reading, confidence: Math.min(reading.confidence, unreadInkConfidence) }
  }

  return {
    name: options.name,
    version: `${ppocrReader}/7`,
    blindTo: '',
    // One by one: batches need padding to one width, which costs more than a call, and changes results (OCR.md fact 2).
    async readLines(lines) {
      const readings: Reading[] = []
      for (const line of lines) readings.push(await readLine(line))
      return readings
    },
    async close() {
      const loaded = loading
      loading = null
      await loaded?.then(
        session => session.release(),
        () => {},
      )
    },
  }
}
