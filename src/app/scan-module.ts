import { z } from 'zod'
import type { OcrEngine } from '../engines/ocr/ocr-engine.ts'
import { createScanReader as createPageScanReader, type ScanReader } from '../pipeline/scan-page.ts'

/** Recognition engines by name. `ppocr` falls back to `ppocr-web` where the native runtime cannot be loaded. */
export const ENGINES = ['ppocr', 'ppocr-web', 'tesseract', 'null'] as const
export type EngineName = (typeof ENGINES)[number]

const Options = z.object({ engine: z.enum(ENGINES) })

/** Called once in each worker process: puts the way of a scanned page together with the engine that was asked for. */
export async function createScanReader(options: unknown): Promise<ScanReader & { close(): Promise<void> }> {
  const engine = await createEngine(Options.parse(options).engine)
  return { ...createPageScanReader({ engine }), close: () => engine.close() }
}

/** Engines are large: only the one that is used is loaded. */
async function createEngine(name: EngineName): Promise<OcrEngine> {
  switch (name) {
    case 'ppocr':
      try {
        return await (await import('../engines/ocr/ppocr-node.ts')).createPpocrNode()
      } catch {
        return createEngine('ppocr-web')
      }
    case 'ppocr-web':
      return (await import('../engines/ocr/ppocr-web.ts')).createPpocrWeb()
    case 'tesseract':
      return (await import('../engines/ocr/tesseract.ts')).createTesseract()
    case 'null':
      return (await import('../engines/ocr/null-engine.ts')).createNullEngine()
  }
}
