import type { DraftForm, DraftValue } from '../../../src/model/draft-form.ts'
import type { Reading } from '../../../src/model/reading.ts'

/** A value that was read from one cell of a picture. */
export function recognised(look: Reading, others: readonly Reading[] = []): DraftValue {
  const box = { x: 0, y: 0, width: 0.1, height: 0.1 }
  const place = { page: 1, box, pixels: box, line: null, column: null, cell: null }
  const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, cut: 'none' as const, place }
  return { text: look.text, cells: [{ ...cell, reading: { ...look, ...(others.length === 0 ? {} : { others }) } }] }
}

export interface DraftParts {
  readonly formId: string
  readonly fields?: ReadonlyMap<string, DraftValue>
  readonly name?: DraftValue
  readonly target?: DraftValue
}

/** A draft with one indicator row; its texts are blank where none are given. */
export function draftOf({ formId, fields = new Map(), name, target }: DraftParts): DraftForm {
  const blank = { text: '', cells: [] }
  const row = {
    level1: null,
    level2: null,
    level1Cells: [],
    level2Cells: [],
    name: name ?? blank,
    value: target ?? blank,
  }
  return {
    ...{ sequence: 1, formId, pages: [1], fiscalYear: 2024 },
    ...{ fields, rows: [row], corrections: [], review: [], issues: [] },
  }
}
