/**
 * Spreadsheets take a cell of a CSV file that begins with `=`, `+`, `-` or `@` for a formula, whatever its quotes, and `3-5` for a date.
 * Many targets are printed so: `=1.00(项)`. In CSV files for spreadsheets such a text gets one apostrophe in front.
 * A text that begins with an apostrophe gets one more, so that taking off one leading apostrophe always gives back the exact text.
 */
const TAKEN_FOR_FORMULA = /^[=+\-@\t\r＝＋－＠']/u
const TAKEN_FOR_DATE = /^\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?$/u

export function guardText(text: string): string {
  return TAKEN_FOR_FORMULA.test(text) || TAKEN_FOR_DATE.test(text) ? `'${text}` : text
}

/** The exact text behind a guarded one. */
export function unguardText(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text
}
