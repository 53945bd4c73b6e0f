/** The text without `[from, to)`. Digits on both sides of the cut stay apart by a space: they must not become one number. */
export function cutOut(text: string, from: number, to: number): string {
  const before = text.slice(0, from)
  const after = text.slice(to)
  return /\d$/.test(before) && /^\d/.test(after) ? `${before} ${after}` : before + after
}
