import type { DraftValue } from '../../src/model/draft-form.ts'

const pixels = { x: 0, y: 0, width: 100, height: 20 }
const place = { page: 1, box: null, pixels, line: null, column: null }

/** A value as a recogniser that is sure of it reads it from one cell. */
export function seen(text: string): DraftValue {
  const chars = [...text].map(char => ({ char, probability: 1, alternatives: [] }))
  const reading = { text, confidence: 1, engine: 'ppocr-v4', chars }
  return { text, cells: [{ row: 0, column: 0, rowSpan: 1, columnSpan: 1, reading, place, cut: 'none' }] }
}
