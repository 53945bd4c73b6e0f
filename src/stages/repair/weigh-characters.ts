import type { CharacterModel } from '../../forms/character-model.ts'
import { HAN_NUMERALS } from '../../model/han-numerals.ts'
import type { CharReading, Reading } from '../../model/reading.ts'
import { CONTRADICTED, creditOf } from '../../model/reading-credit.ts'
import { WEIGHING } from './limits.ts'

/** A text after its characters were weighed. */
export interface WeighedText {
  readonly text: string
  /** Probability that all characters are right, 0..1. */
  readonly confidence: number
  /** Likelihood of the text against the one that was read, natural log; 0 where they are the same. */
  readonly gain: number
}

/**
 * Weighs what the picture says of every Chinese character that is no numeral against how well it goes with its neighbours in the words of the domain.
 * Only characters that the engine itself saw as an alternative, in any of its looks, can take the place of one; digits, numerals, signs
 * and letters stay as read. Null where the engine tells no characters.
 */
export function weighCharacters(reading: Reading, model: CharacterModel): WeighedText | null {
  const { chars, others = [] } = reading
  if (chars === undefined || chars.length === 0) return null
  const looks = [chars, ...others.flatMap(other => (isAligned(other, chars) ? [other.chars!] : []))]
  const text = chars.map(({ char }) => char)
  // Looks that differ in single characters are weighed here; that they differ is not counted again, all else they were denied is.
  const isWeighed = others.length > 0 && others.every(other => isAligned(other, chars))
  let confidence = isWeighed ? Math.min(1, creditOf(reading) / CONTRADICTED ** others.length) : creditOf(reading)
  let gain = 0
  for (const [i, { char, probability }] of chars.entries()) {
    if (!isWord(char)) {
      if (char.trim() !== '') confidence *= probability
      continue
    }
    const seen = seenAt(looks, i)
    const [left, right] = [text[i - 1] ?? '', text[i + 1] ?? '']
    const scores = [...seen].map(([each, p]) => [each, p ** WEIGHING.temper * model.weight(left, each, right)] as const)
    const whole = scores.reduce((sum, [, score]) => sum + score, 0)
    const [best, score] = scores.reduce((a, b) => (b[1] > a[1] ? b : a))
    const own = scores.find(([each]) => each === char)?.[1] ?? score
    if (best !== char) gain += Math.log(score / own)
    text[i] = best
    const share = score / whole
    if (best !== char) confidence *= share
    else confidence *= model.knows(left, best, right) ? confirmed(probability, share) : probability
  }
  return { text: text.join(''), confidence: Math.min(1, confidence), gain }
}

/**
 * Words of the domain that agree take most of the doubt in a character, not all of it: it may be one of a character that was not
 * read at all. Where they do not agree the engine's own word stands.
 */
function confirmed(probability: number, share: number): number {
  return Math.max(probability, Math.min(share, 1 - (1 - probability) * WEIGHING.doubtLeft))
}

/** The Chinese characters seen at a place and the most that any look gave them. */
function seenAt(looks: readonly (readonly CharReading[])[], i: number): Map<string, number> {
  const seen = new Map<string, number>()
  const add = (char: string, probability: number) => {
    if (isWord(char) && probability >= WEIGHING.seen) seen.set(char, Math.max(probability, seen.get(char) ?? 0))
  }
  for (const look of looks) {
    const { char, probability, alternatives } = look[i]!
    add(char, probability)
    for (const other of alternatives) add(other.char, other.probability)
  }
  return seen
}

/** Another look speaks of the same characters where it read as many of them, and the same signs, digits and numerals among them. */
function isAligned({ chars }: Reading, first: readonly CharReading[]): boolean {
  return (
    chars !== undefined &&
    chars.length === first.length &&
    chars.every(
      ({ char }, i) =>
        char.normalize('NFKC') === first[i]!.char.normalize('NFKC') || (isWord(char) && isWord(first[i]!.char)),
    )
  )
}

/** A Chinese character that is no numeral: only those are weighed. */
function isWord(char: string): boolean {
  return /^\p{Script=Han}$/u.test(char) && !HAN_NUMERALS.includes(char)
}
