import stringWidth from 'string-width'

/** Columns of a terminal that a text takes: two for a Chinese character. */
export function textWidth(text: string): number {
  return stringWidth(text)
}

/** The text in at most `width` columns of a terminal; what is cut off shows as `…`. */
export function cutText(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let used = 1
  for (const char of text) {
    used += stringWidth(char)
    if (used > width) break
    kept += char
  }
  return `${kept}…`
}

/** The text filled up with spaces to `width` columns. */
export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

/** Characters that move a terminal's cursor, colour it or turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** The text on one line, harmless for a terminal whatever a document said. */
export function toPrintable(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNPRINTABLE, '\u00b7')
}
