import type { CharReading, Reading } from '../../model/reading.ts'
import { CONTRADICTED, creditOf, isSame, probabilityOfAll, sameMass } from '../../model/reading-credit.ts'

/**
 * Two looks at the same line as one reading. Where they agree, width and spaces aside, each character is as sure as two independent
 * witnesses make it; where they do not, the surer one stands at half its worth and the other is kept in `others`.
 * What a look was denied (its confidence below that of its characters) stays denied.
 */
export function combineReadings(first: Reading, second: Reading): Reading {
  if (isSame(first.text, second.text)) return agreed(first, second)
  const [surer, other] = foldedConfidence(second) > foldedConfidence(first) ? [second, first] : [first, second]
  return { ...surer, confidence: surer.confidence * CONTRADICTED, others: [...(first.others ?? []), other] }
}

/** How sure a reading is of its text where full and half width count as the same. */
export function foldedConfidence(reading: Reading): number {
  if (reading.chars === undefined) return reading.confidence
  return printed(reading.chars).reduce((product, char) => product * sameMass(char), 1) * creditOf(reading)
}

function agreed(first: Reading, second: Reading): Reading {
  const credit = Math.min(creditOf(first), creditOf(second))
  const own = first.chars === undefined ? null : printed(first.chars)
  const others = second.chars === undefined ? null : printed(second.chars)
  if (own === null || others === null || own.length !== others.length) {
    return { ...first, confidence: Math.max(first.confidence, second.confidence) }
  }
  const witnesses = new Map(own.map((char, i) => [char, others[i]!]))
  const chars = first.chars!.map(char => {
    const witness = witnesses.get(char)
    return witness === undefined ? char : confirmed(char, witness)
  })
  return { ...first, chars, confidence: credit * probabilityOfAll(chars) }
}

/** The character with the probability that at least one of two witnesses is right, its alternatives in proportion; none lifts a doubt. */
function confirmed(char: CharReading, witness: CharReading): CharReading {
  const doubted = [char, witness].filter(({ isDoubted }) => isDoubted)
  if (doubted.length > 0) return { ...char, probability: Math.min(...doubted.map(sameMass)), isDoubted: true }
  const before = sameMass(char)
  const after = 1 - (1 - before) * (1 - sameMass(witness))
  const grown = before === 0 ? 1 : after / before
  const shrunk = before === 1 ? 0 : (1 - after) / (1 - before)
  return {
    char: char.char,
    probability: Math.min(1, char.probability * grown),
    alternatives: char.alternatives
      .map(other => ({ ...other, probability: other.probability * (isSame(other.char, char.char) ? grown : shrunk) }))
      .sort((a, b) => b.probability - a.probability),
  }
}

function printed(chars: readonly CharReading[]): CharReading[] {
  return chars.filter(({ char }) => char.trim() !== '')
}
