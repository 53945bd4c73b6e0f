import type { IndicatorValue } from './indicator-value.ts'

/** A text as the value that its place in the form takes. */
export interface TypedText {
  /** A target taken apart, an amount in yuan, an ISO day, or the text itself; null for a blank. */
  readonly value: string | null | IndicatorValue
  /** Why a person should look at it; empty when sure. */
  readonly doubts: readonly string[]
  /** False for a text that is no amount or date where one must stand. */
  readonly isRead: boolean
}

/** How the texts of a form are cleaned and typed, by the path they stand at. */
export interface TextTyping {
  /** The text with its format repaired. */
  clean(path: string, text: string): string
  type(path: string, text: string): TypedText
}
