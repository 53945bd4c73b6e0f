import type { Issue } from './issue.ts'
import type { Cell, TableSegment, TextLine } from './page-reading.ts'

/** The part of a document that is one form: its title, the lines beside its tables, and its table segments in reading order. */
export interface FormSheet {
  /** Position in the document, from 1. */
  readonly sequence: number
  /** `id` of the form definition whose title it bears. */
  readonly formId: string
  readonly pages: readonly number[]
  readonly title: TextLine | null
  /** Lines between the title and the table: the year. */
  readonly lines: readonly TextLine[]
  /** Lines after the table began: page numbers, notes, and rows that no ruling line holds. */
  readonly looseLines: readonly TextLine[]
  readonly segments: readonly TableSegment[]
  readonly issues: readonly Issue[]
}

/** The kinds of label a form prints. */
export type LabelRole = 'field' | 'group' | 'header' | 'level1' | 'level2'

/** A label of the form that a cell may show. */
export interface LabelMatch {
  readonly role: LabelRole
  /** Label as the form definition writes it. */
  readonly label: string
  /** Cost for each character; 0 is an exact match. */
  readonly cost: number
  /** Only a part of the label is printed here (a split or cut label). */
  readonly part: boolean
  /** What stands behind the label in the same cell: the years of a goal; '' for nothing. */
  readonly tail: string
  /** Nats to the runner-up, where the recogniser's posteriors chose the label; absent where its text did. */
  readonly margin?: number
}

/** A cell and the labels it may show, cheapest first; none for an ordinary value. */
export interface LabelledCell {
  readonly cell: Cell
  readonly matches: readonly LabelMatch[]
}

/** One row of a form's tables. */
export interface SheetRow {
  /** Index of the segment in the sheet, from 0. */
  readonly segment: number
  readonly row: number
  /** All cells that begin in this row, empty ones too, left to right. */
  readonly cells: readonly LabelledCell[]
}

/** A form whose cells have been compared with the form's labels. */
export interface LabelledSheet {
  readonly sheet: FormSheet
  readonly rows: readonly SheetRow[]
}
