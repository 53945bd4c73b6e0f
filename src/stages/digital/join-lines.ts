/**
 * The lines of one cell or paragraph as one text. Chinese runs on without a space; Latin words that a line break parted get one back.
 * Between digits no space is put, since amounts break anywhere in narrow cells and `1,144` | `,250.00` must stay one number.
 */
export function joinLines(lines: readonly { readonly text: string; readonly endsWithSpace: boolean }[]): string {
  let joined = ''
  let endsWithSpace = false
  for (const line of lines) {
    if (line.text === '') continue
    joined += (joined !== '' && isWordBreak(joined, line.text, endsWithSpace) ? ' ' : '') + line.text
    endsWithSpace = line.endsWithSpace
  }
  return joined
}

function isWordBreak(before: string, after: string, endsWithSpace: boolean): boolean {
  const left = before.at(-1)!
  const right = after[0]!
  if (endsWithSpace) return /[\u0021-\u024f]/u.test(left) && /[\u0021-\u024f]/u.test(right)
  const isWordEnd = /[a-z]/iu.test(left) || (/[,;:.!?)]/u.test(left) && /[a-z][,;:.!?)]$/iu.test(before))
  return isWordEnd && /[a-z0-9(]/iu.test(right)
}
