import { z } from 'zod'
import { arbiterNames, createOcrEngine, type EngineName, engineNames } from '../engines/ocr/engine-by-name.ts'
import { lazyEngine } from '../engines/ocr/lazy-engine.ts'
import type { OcrEngine } from '../engines/ocr/ocr-engine.ts'
import { createScanReader as createPageScanReader, type ScanReader } from '../pipeline/scan-page.ts'
import { loadedPart } from '../run/page-worker/scan-reader.ts'

const Options = z.object({ engine: z.enum(engineNames), arbiter: z.enum(arbiterNames).default('none') })

/** Called once in each worker process: puts the way of a scanned page together with the engines that were asked for. */
export async function createScanReader(options: unknown): Promise<ScanReader & { close(): Promise<void> }> {
  const { engine: name, arbiter: arbiterName } = Options.parse(options)
  const engine = await loadEngine(name)
  if (arbiterName === 'none') return { ...createPageScanReader({ engine }), close: () => engine.close() }
  const arbiter = lazyEngine(arbiterName, () => loadedPart(() => createOcrEngine(arbiterName)))
  return {
    ...createPageScanReader({ engine, arbiter }),
    async close() {
      await engine.close()
      await arbiter.close()
    },
  }
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
