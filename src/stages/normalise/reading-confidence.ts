import type { CharReading, Reading } from '../../model/reading.ts'
import { probabilityOfAll } from '../../model/reading-credit.ts'

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
  const gain = chars.reduce((product, char) => product * gainOf(char, printed), 1)
  return Math.min(1, confidence * gain)
}

/** How sure a reading is of its weakest character, likewise, brackets aside; of its text where the engine tells no characters. */
export function weakestCharacter({ confidence, chars }: Reading, printed: readonly string[] = []): number {
  if (chars === undefined || chars.length === 0) return confidence
  const said = chars.filter(({ char }) => !/[\s()（）]/u.test(char))
  return Math.min(1, ...said.map(char => char.probability * gainOf(char, printed)))
}

/** A whole reading is about as sure as its characters are together; the engine takes off where it saw what none of them shows. */
const INCOMPLETE_BELOW = 0.9

/** Whether the engine holds the reading to be less than what is printed. */
export function isIncomplete({ confidence, chars }: Reading): boolean {
  return confidence < probabilityOfAll(chars ?? []) * INCOMPLETE_BELOW
}

/** The probability of all shapes of a character, relative to that of the one that was read. */
function gainOf({ char, probability, alternatives }: CharReading, printed: readonly string[]): number {
  if (probability <= 0) return 1
  const classOf = (each: string): string => {
    const folded = each.normalize('NFKC')
    const operator = OPERATORS[folded]
    if (operator !== undefined && printed.includes(operator) && !printed.includes(folded)) return operator
    return SAME_MARKS[folded] ?? folded
  }
  const own = classOf(char)
  const same = alternatives.filter(other => classOf(other.char) === own)
  return Math.min(1, probability + same.reduce((sum, other) => sum + other.probability, 0)) / probability
}
