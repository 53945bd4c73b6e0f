import type { PageImage } from '../../model/page-image.ts'
import type { Reading } from '../../model/reading.ts'
import { emptyReading, joinLines } from './join-lines.ts'
import type { LineReader } from './line-reader.ts'
import { firstLook, lineToPicture, secondLook } from './line-to-picture.ts'
import { combineReadings, foldedConfidence } from './second-opinion.ts'
import type { TextPatch } from './text-patch.ts'

/** What reading needs to know of the page. */
interface Reader {
  /** Height of the page's print, px. */
  readonly textHeight: number
  readonly dpi: number
  readonly arbiter?: LineReader
}

/** Digits, signs of number and what is misread for them: such lines are always read twice … */
const numeric = /[0-9０-９%‰％≥≤<>＜＞《》]/u
/** … if they are short (width by height): numbers within prose are not worth its cost … */
const shortest = 14
/** … and all others where the first look is less sure than this. */
const sureEnough = 0.97

/** Reads the lines of every patch, numbers and doubtful lines twice in another framing, and joins them: one reading a patch. */
export async function readPatches(
  patches: readonly TextPatch[],
  engine: LineReader,
  reader: Reader,
): Promise<Map<TextPatch, Reading>> {
  const lines = patches.flatMap(patch => patch.lines.map((_, index) => ({ patch, index })))
  const picture = ({ patch, index }: (typeof lines)[number], framing: typeof firstLook): PageImage =>
    lineToPicture(patch.patch, patch.lines, index, reader.textHeight, reader.dpi, framing)
  const pictures = lines.map(line => picture(line, firstLook))
  const readings = await engine.readLines(pictures)

  const twice = [...lines.keys()].filter(i => deservesSecondLook(readings[i]!, pictures[i]!))
  const seconds = await engine.readLines(twice.map(i => picture(lines[i]!, secondLook)))
  for (const [k, i] of twice.entries()) readings[i] = combineReadings(readings[i]!, seconds[k]!)
  if (reader.arbiter !== undefined) await hearArbiter(reader.arbiter, readings, pictures)

  const byPatch = new Map<TextPatch, Reading>()
  let next = 0
  for (const patch of patches) {
    const own = readings.slice(next, next + patch.lines.length)
    next += patch.lines.length
    byPatch.set(patch, own.length === 0 ? emptyReading(engine.name) : joinLines(own, engine.name))
  }
  return byPatch
}

function deservesSecondLook(reading: Reading, picture: PageImage): boolean {
  if (reading.text === '' || foldedConfidence(reading) < sureEnough) return true
  return numeric.test(reading.text) && picture.width <= shortest * picture.height
}

/** Puts the arbiter's readings beside those numbers on which two looks of the engine differ. */
async function hearArbiter(arbiter: LineReader, readings: Reading[], pictures: readonly PageImage[]): Promise<void> {
  const disputed = [...readings.keys()].filter(
    i => readings[i]!.others !== undefined && numeric.test(readings[i]!.text),
  )
  const words = await arbiter.readLines(disputed.map(i => pictures[i]!))
  for (const [k, i] of disputed.entries()) {
    const reading = readings[i]!
    readings[i] = { ...reading, others: [...(reading.others ?? []), words[k]!] }
  }
}
