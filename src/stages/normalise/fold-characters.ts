/** Prose punctuation keeps its width: `（`, `，`, `；` … are what a Chinese text prints. */
const PROSE_MARKS = '（），：；！？［］｛｝'

const FULL_WIDTH = /[\uFF01-\uFF5E]/g
const INVISIBLE = /\uFEFF|(?!\s)[\p{Cc}\p{Cf}]/gu

function toHalfWidth(char: string): string {
  return String.fromCharCode(char.charCodeAt(0) - 0xfee0)
}

/** Full-width digits, letters, operators and signs become ASCII; prose punctuation stays. Same length. */
export function foldFormulaWidth(text: string): string {
  return text.replace(FULL_WIDTH, char => (PROSE_MARKS.includes(char) ? char : toHalfWidth(char)))
}

/** A copy for parsing: all full-width ASCII, dashes, tildes and brackets in one shape. Same length. */
export function flattened(text: string): string {
  return text
    .replace(FULL_WIDTH, toHalfWidth)
    .replace(/[‐‑‒–—―−─]/g, '-')
    .replace(/[〜∼˜]/g, '~')
    .replace(/[【〔〖]/g, '(')
    .replace(/[】〕〗]/g, ')')
    .replace(/[。]$/, ' ')
    .trim()
}

/** Zero-width, direction and control characters are no part of any text; a line break is a space. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '')
}

/** Removes white space (line breaks too), but keeps one space between two characters that `apart` says must not meet. */
export function squeezeSpaces(text: string, apart: (before: string, after: string) => boolean): string {
  const whole = text.trim()
  return whole.replace(/\s+/g, (space, offset: number) =>
    apart(whole[offset - 1] ?? '', whole[offset + space.length] ?? '') ? ' ' : '',
  )
}
