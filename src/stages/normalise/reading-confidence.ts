import type { Reading } from '../../model/reading.ts'

/** Characters that print alike and mean the same in these forms; a recogniser that wavers between them is not in doubt about the text. */
const SAME_MARKS: Readonly<Record<string, string>> = { 丶: '、', '“': '"', '”': '"', '’': "'", '‘': "'" }
/** Operators that stand for each other where a form prints only the second. */
const OPERATORS: Readonly<Record<string, string>> = { '>': '≥', '<': '≤', '》': '≥', '《': '≤' }

/**
 * How sure a reading is of its text, 0..1, where the shape of marks does not count: probability that went to the same character in
 * another width, or to an operator that the form does not print, is given back to the character that was read.
 * `printed`: the operators a target of this form may have; none for other texts.
 */
export function readingConfidence({ confidence, chars }: Reading, printed: readonly string[] = []): number {
  if (chars === undefined) return confidence
  const classOf = (char: string): string => {
    const folded = char.normalize('NFKC')
    const operator = OPERATORS[folded]
    if (operator !== undefined && printed.includes(operator) && !printed.includes(folded)) return operator
    return SAME_MARKS[folded] ?? folded
  }
  let gain = 1
  for (const { char, probability, alternatives } of chars) {
    if (probability <= 0) continue
    const own = classOf(char)
    const same = alternatives.filter(other => classOf(other.char) === own)
    gain *= Math.min(1, probability + same.reduce((sum, other) => sum + other.probability, 0)) / probability
  }
  return Math.min(1, confidence * gain)
}
