import { z } from 'zod'
import { createOcrEngine, type EngineName, engineNames } from '../engines/ocr/engine-by-name.ts'
import type { OcrEngine } from '../engines/ocr/ocr-engine.ts'
import { createScanReader as createPageScanReader, type ScanReader } from '../pipeline/scan-page.ts'

const Options = z.object({ engine: z.enum(engineNames) })

/** Called once in each worker process: puts the way of a scanned page together with the engine that was asked for. */
export async function createScanReader(options: unknown): Promise<ScanReader & { close(): Promise<void> }> {
  const engine = await loadEngine(Options.parse(options).engine)
  return { ...createPageScanReader({ engine }), close: () => engine.close() }
}

/** `ppocr` falls back to its WebAssembly build, four times slower with the same text, where the native runtime cannot be loaded. */
async function loadEngine(name: EngineName): Promise<OcrEngine> {
  if (name !== 'ppocr') return createOcrEngine(name)
  try {
    return await createOcrEngine('ppocr')
  } catch {
    return createOcrEngine('ppocr-web')
  }
}
