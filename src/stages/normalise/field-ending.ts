import { foldText } from '../../model/printed-text.ts'

/** A field's text without an ending that is no part of it. Endings compare without regard to width: `（汇总）` is `(汇总)`. */
export function withoutEnding(text: string, endings: readonly string[]): string {
  const ending = endings.find(e => text.length > e.length && foldText(text.slice(-e.length)) === foldText(e))
  return ending === undefined ? text : text.slice(0, -ending.length)
}
