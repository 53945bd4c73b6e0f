import { foldText } from './search-terms.ts'

/** A piece of a text around what was found. */
export interface Snippet {
  /** Cut ends show as `…`. */
  readonly text: string
  /** Where the words stand in `text`: start and end in UTF-16 units, ascending, not overlapping. */
  readonly marks: ReadonlyArray<readonly [start: number, end: number]>
}

/** UTF-16 units kept before the first mark, and in all. */
const BEFORE = 12
const LENGTH = 60

/** The piece of `text` in which folded `words` first occur; null when none does. */
export function textToSnippet(text: string, words: readonly string[]): Snippet | null {
  const marks = findMarks(text, words)
  const first = marks[0]
  if (!first) return null
  const start = first[0] <= BEFORE ? 0 : first[0] - BEFORE
  const end = Math.min(text.length, Math.max(start + LENGTH, first[1]))
  const head = start > 0 ? '…' : ''
  const shift = head.length - start
  return {
    text: head + text.slice(start, end) + (end < text.length ? '…' : ''),
    marks: marks.filter(mark => mark[1] <= end).map(mark => [mark[0] + shift, mark[1] + shift]),
  }
}

/** Where the words stand in the unfolded text; overlapping marks become one. */
function findMarks(text: string, words: readonly string[]): Array<[number, number]> {
  const { folded, starts, ends } = foldWithPlaces(text)
  const marks: Array<[number, number]> = []
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      marks.push([starts[at]!, ends[at + word.length - 1]!])
    }
  }
  marks.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return marks.reduce<Array<[number, number]>>((merged, mark) => {
    const last = merged.at(-1)
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1])
    else merged.push(mark)
    return merged
  }, [])
}

/** Folded text and, for each of its units, where its character begins and ends in the original: `㈠` folds to three. */
function foldWithPlaces(text: string): { folded: string; starts: number[]; ends: number[] } {
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const char of text) {
    const piece = foldText(char)
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(at)
      ends.push(at + char.length)
    }
    folded += piece
    at += char.length
  }
  return { folded, starts, ends }
}
