import { textChange } from '../text-change.ts'
import { type Markup, markup } from './markup.ts'

/** What changed from one text to another: what both begin and end with is left plain, what lies between is marked. */
export function differenceToMarkup(before: string, after: string): { readonly before: Markup; readonly after: Markup } {
  const [a, b] = [[...before], [...after]]
  const { head, tail } = textChange(a, b)
  const parts = (chars: readonly string[]) => {
    const end = chars.length - tail
    return [chars.slice(0, head), chars.slice(head, end), chars.slice(end)].map(part => part.join('')) as [
      string,
      string,
      string,
    ]
  }
  const [before1, removed, before2] = parts(a)
  const [after1, added, after2] = parts(b)
  const none = markup`<span class="none">(nothing)</span>`
  const removedMark = removed === '' ? '' : markup`<del>${visible(removed)}</del>`
  const addedMark = added === '' ? '' : markup`<ins>${visible(added)}</ins>`
  return {
    before: before === '' ? none : markup`<span lang="zh-Hans">${before1}${removedMark}${before2}</span>`,
    after: after === '' ? none : markup`<span lang="zh-Hans">${after1}${addedMark}${after2}</span>`,
  }
}

/** White space that was changed must be seen. */
function visible(text: string): string {
  return text.replace(/\s/gu, '␣')
}
