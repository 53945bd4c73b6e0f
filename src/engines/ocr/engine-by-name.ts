import { TabulariumError } from '../../model/tabularium-error.ts'
import { createNullEngine } from './null-engine.ts'
import type { OcrEngine } from './ocr-engine.ts'

/** What `--engine` accepts; the first is the default. Each loads its library only when it is chosen. */
export const engineNames = ['ppocr', 'ppocr-web', 'tesseract', 'null'] as const
export type EngineName = (typeof engineNames)[number]

/** What `--arbiter` accepts; the first is the default. */
export const arbiterNames = ['none', 'tesseract'] as const

/** The engine of that name. Throws `unknown-engine`, or `engine-unavailable` where its library cannot load here. */
export async function createOcrEngine(name: string): Promise<OcrEngine> {
  switch (name) {
    case 'ppocr':
      return (await import('./ppocr-node.ts')).createPpocrNode()
    case 'ppocr-web':
      return (await import('./ppocr-web.ts')).createPpocrWeb()
    case 'tesseract':
      return (await import('./tesseract.ts')).createTesseract()
    case 'null':
      return createNullEngine()
    default:
      throw new TabulariumError(
        'unknown-engine',
        `There is no recognition engine "${name}".`,
        `Choose one of ${engineNames.join(', ')}.`,
        { exitStatus: 2 },
      )
  }
}
