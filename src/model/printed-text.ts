/**
 * Text folded for comparison: NFKC (full width to half width) without white space.
 * Only for comparing; what is stored keeps its width.
 */
export function foldText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '')
}

/** The digits of a text in order, whatever their width and whatever stands between them. */
export function digitsOf(text: string): string {
  return foldText(text).replace(/\D/gu, '')
}
