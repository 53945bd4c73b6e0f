/** Where two texts differ: so many characters are the same at the beginning of both, and so many at the end of what is left. */
export interface TextChange {
  readonly head: number
  readonly tail: number
}

/** The one stretch in which two texts, as characters, differ. */
export function textChange(before: readonly string[], after: readonly string[]): TextChange {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return { head, tail }
}
