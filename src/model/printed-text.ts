/**
 * Text folded for comparison: NFKC (full width to half width) without white space.
 * Only for comparing; what is stored keeps its width.
 */
export function foldText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '')
}
