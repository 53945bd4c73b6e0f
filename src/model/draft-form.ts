import type { Correction } from './correction.ts'
import type { ReviewFlag } from './form-record.ts'
import type { Issue } from './issue.ts'
import type { Cell, TextLine } from './page-reading.ts'

/** A value found in its place, not yet typed. `cells` are the cells it was read from, in reading order; none for a blank. */
export interface DraftValue {
  readonly text: string
  readonly cells: readonly Cell[]
  /** How sure the text is after it was weighed against what it can be, 0..1; absent: as sure as its readings. */
  readonly confidence?: number
}

/** Whether a recogniser saw the value on a picture: texts of files and digital pages are never repaired as if misread. */
export function isRecognised({ cells }: DraftValue): boolean {
  return cells.some(({ place, reading }) => place.pixels !== null && reading.chars !== undefined)
}

/** An indicator row with its labels decided and its texts as read. */
export interface DraftRow {
  readonly level1: string | null
  readonly level2: string | null
  /** The cells the labels were read from; none where they are inferred. */
  readonly level1Cells: readonly Cell[]
  readonly level2Cells: readonly Cell[]
  readonly name: DraftValue
  readonly value: DraftValue
}

/** A form with every text in its place: what assembly makes of a sheet. */
export interface DraftForm {
  readonly sequence: number
  readonly formId: string
  readonly pages: readonly number[]
  readonly fiscalYear: number | null
  /** The lines that name a fiscal year; it was taken from the first of them. */
  readonly yearLines?: readonly TextLine[]
  /** By export path. A path that is missing was not found at all; an empty text is a blank cell. */
  readonly fields: ReadonlyMap<string, DraftValue>
  /** Units in which amounts are printed, by path; absent: in the form's own. */
  readonly amountUnits?: ReadonlyMap<string, string>
  readonly rows: readonly DraftRow[]
  readonly corrections: readonly Correction[]
  readonly review: readonly ReviewFlag[]
  readonly issues: readonly Issue[]
}

/** Paths of the fields and targets that a recogniser saw. */
export function recognisedPaths({ fields, rows }: DraftForm): Set<string> {
  const values = [...fields, ...rows.map((row, index) => [`indicators[${index}].value`, row.value] as const)]
  return new Set(values.flatMap(([path, value]) => (isRecognised(value) ? [path] : [])))
}
