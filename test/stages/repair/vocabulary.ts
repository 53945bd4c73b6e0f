import { readFileSync } from 'node:fs'
import { parseGlyphTable } from '../../../src/forms/glyph-table.ts'
import { hashOf } from '../../corpus/random.ts'
import { SLOTS, type Slot } from './slots.ts'

export const glyphs = parseGlyphTable(
  readFileSync(new URL('../../../pipelines/shared/glyphs.tsv', import.meta.url), 'utf8'),
)

/** A label as PP-OCR really read it without `clip` of its top or bottom. */
export interface ClippedReading {
  readonly slot: Slot
  readonly label: string
  readonly side: string
  readonly read: string
}

/** A label as PP-OCR really read the two strips of it that a page edge left. */
export interface CutReading {
  readonly slot: Slot
  readonly label: string
  readonly top: string
  readonly bottom: string
}

/** Limits were chosen on the tuning half; figures are given for the test half. Split by label, face and seed. */
export type Half = 'tuning' | 'test'

export function halfOf(...keys: readonly (string | number)[]): Half {
  return hashOf(keys.join('')) % 2 === 0 ? 'tuning' : 'test'
}

export function clippedReadings(half: Half): ClippedReading[] {
  return rows('clipped-labels.tsv').flatMap(([slot = '', label = '', font = '', side = '', , seed = '', read = '']) =>
    isSlot(slot) && halfOf(label, font, side, seed) === half ? [{ slot, label, side, read }] : [],
  )
}

export function cutReadings(half: Half): CutReading[] {
  return rows('cut-labels.tsv').flatMap(([slot = '', label = '', font = '', , seed = '', top = '', bottom = '']) =>
    isSlot(slot) && halfOf(label, font, seed) === half ? [{ slot, label, top, bottom }] : [],
  )
}

function rows(file: string): string[][] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text
    .split('\n')
    .slice(1)
    .filter(line => line !== '')
    .map(line => line.split('\t'))
}

function isSlot(slot: string): slot is Slot {
  return Object.hasOwn(SLOTS, slot)
}

/** Texts of the seed's truth, by what they are. */
export function seedTexts(): { readonly names: string[]; readonly all: string[] } {
  const lines = readFileSync(new URL('../../../samples/minhang-2024.gold.jsonl', import.meta.url), 'utf8')
  const names: string[] = []
  const all: string[] = []
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      all.push(value)
      if (key === 'level3') names.push(value)
    } else if (value !== null && typeof value === 'object')
      for (const [inner, child] of Object.entries(value)) walk(child, inner)
  }
  for (const line of lines.split('\n')) if (line !== '') walk(JSON.parse(line), '')
  return { names, all }
}
