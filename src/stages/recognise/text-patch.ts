import type { Patch } from './box-to-patch.ts'
import type { Band } from './patch-to-bands.ts'

/** Lines of text in a patch of the page: all the lines of one cell, or one line outside the tables. */
export interface TextPatch {
  readonly patch: Patch
  /** Top to bottom; none for an empty cell. */
  readonly lines: readonly Band[]
  /** The same with faint ink darkened; null where there is none. */
  readonly darkened: TextPatch | null
}
