import type { PageImage } from '../../model/page-image.ts'
import type { Reading } from '../../model/reading.ts'
import type { OcrEngine } from './ocr-engine.ts'

/** Sees nothing, or what a script says: the engine for tests and for runs that only want geometry. */
export function createNullEngine(script: (line: PageImage) => string = () => ''): OcrEngine {
  return {
    name: 'null',
    version: '1',
    blindTo: '',
    readLines: lines => Promise.resolve(lines.map(line => scriptedReading(script(line)))),
    close: () => Promise.resolve(),
  }
}

function scriptedReading(text: string): Reading {
  return {
    text,
    confidence: text === '' ? 0 : 1,
    engine: 'null',
    chars: Array.from(text, char => ({ char, probability: 1, alternatives: [] })),
  }
}
