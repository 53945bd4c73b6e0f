import { foldText } from './printed-text.ts'
import type { CharReading, Reading } from './reading.ts'

/** Probability that all characters of a reading are right, spaces aside; 1 where there are none. */
export function probabilityOfAll(chars: readonly CharReading[]): number {
  return chars.reduce((product, { char, probability }) => (char.trim() === '' ? product : product * probability), 1)
}

/** Confidence relative to what the characters would give, 0..1: below 1 where the engine saw something that no character shows. */
export function creditOf({ chars, confidence }: Reading): number {
  if (chars === undefined) return 1
  const product = probabilityOfAll(chars)
  return product === 0 ? 1 : Math.min(1, confidence / product)
}

/** What a reading is worth, relative to what it claims, for each other look that contradicts it. */
export const CONTRADICTED = 0.5

/** What the engine gave the character in any width. */
export function sameMass(char: CharReading): number {
  const same = char.alternatives.filter(other => isSame(other.char, char.char))
  return Math.min(
    1,
    same.reduce((sum, other) => sum + other.probability, char.probability),
  )
}

/** Whether two texts are the same, width and spaces aside. */
export function isSame(a: string, b: string): boolean {
  return foldText(a) === foldText(b)
}
