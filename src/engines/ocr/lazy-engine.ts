import type { PageImage } from '../../model/page-image.ts'
import type { OcrEngine } from './ocr-engine.ts'

/** The part of an engine that reads lines, loaded with the first of them: most pages have none for it. */
export function lazyEngine(
  name: string,
  load: () => Promise<OcrEngine>,
): Pick<OcrEngine, 'name' | 'readLines' | 'close'> {
  let loading: Promise<OcrEngine> | null = null
  return {
    name,
    async readLines(lines: readonly PageImage[]) {
      if (lines.length === 0) return []
      loading ??= load()
      return (await loading).readLines(lines)
    },
    async close() {
      await loading?.then(
        engine => engine.close(),
        () => {},
      )
    },
  }
}
