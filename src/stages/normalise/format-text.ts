import { squeezeSpaces, withoutInvisible } from './fold-characters.ts'

/** Han radicals and compatibility ideographs, which PDF text layers print for the ordinary character of the same shape. */
const TWIN_IDEOGRAPHS = /[\u2F00-\u2FD5\uF900-\uFAFF]/g

/** Ideographs, their punctuation, full-width forms. */
const CJK = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u

/**
 * Format-only cleaning of names and prose: invisible characters, soft line breaks and the spaces that justified setting puts around
 * Chinese characters go; one space stays between Latin words or numbers. Digits, letters, ideographs and punctuation are never changed.
 */
export function cleanText(raw: string): string {
  const text = withoutInvisible(raw).replace(TWIN_IDEOGRAPHS, char => char.normalize('NFKC'))
  return squeezeSpaces(text, (before, after) => !CJK.test(before) && !CJK.test(after))
}
