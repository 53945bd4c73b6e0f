/**
 * Spreadsheets take a cell of a CSV file that begins with `=`, `+`, `-` or `@` for a formula, whatever its quotes, and `3-5` for a date.
 * Many targets are printed so: `=1.00(项)`. A number they write back as they like: `100.00` as 100, `007` as 7. In CSV files for
 * spreadsheets such a text gets one apostrophe in front.
 * A text that begins with an apostrophe gets one more, so that taking off one leading apostrophe always gives back the exact text.
 */
const TAKEN_FOR_FORMULA = /^[=+\-@\t\r＝＋－＠']/u
const TAKEN_FOR_DATE =
  /^(\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?|\d{1,2}:\d{2}(:\d{2})?|(\d{2,4}年)?\d{1,2}月(\d{1,2}日)?|\d{2,4}年)$/u
const TAKEN_FOR_NUMBER = /^\s*(?:[\d.,]*\d[\d.,]*(?:e[+-]?\d+)?\s*[%％]?|true|false)\s*$/iu
/** Numbers that come back as they were. */
const LASTING_NUMBER = /^(?:0|[1-9]\d{0,8})(?:\.\d{0,4}[1-9])?$/u

export function guardText(text: string): string {
  const isTaken =
    TAKEN_FOR_FORMULA.test(text) ||
    TAKEN_FOR_DATE.test(text) ||
    (TAKEN_FOR_NUMBER.test(text) && !LASTING_NUMBER.test(text))
  return isTaken ? `'${text}` : text
}

/** The exact text behind a guarded one. A text with an apostrophe of its own that nobody guarded comes back as it is. */
export function unguardText(text: string): string {
  if (!text.startsWith("'")) return text
  const inner = text.slice(1)
  return guardText(inner) === text ? inner : text
}
