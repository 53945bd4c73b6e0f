import type { CharReading } from '../../model/reading.ts'
import type { PlacedChar } from './ctc-decode.ts'
import type { LineTensor } from './line-tensor.ts'
import { ringsBetween } from './rings.ts'

/** Width of a time step in px of the line as the recogniser sees it. */
const stepWidth = 8
/** A character explains ink up to this many times the height of the line's ink to either side of its middle. */
const reach = 0.7
const leastReach = 18
/** So many px of ink that no character explains are a character that was dropped. */
const leastUnread = 7

/**
 * True where there is ink far from every character that was read: the network drops signs it is not sure of, above all a leading
 * ≥ or ≤, and is then very sure of what is left (`≥2.00(%)` read as `2.00(%)` at 0.99).
 */
export function hasUnreadInk(chars: readonly PlacedChar[], line: LineTensor): boolean {
  const middles = chars.filter(({ char }) => char.trim() !== '').map(middleOf)
  const ink = inkOf(line)
  const distance = Math.max(leastReach, reach * ink.height)
  let unread = 0
  for (const x of ink.columns) {
    if (!middles.some(middle => Math.abs(middle - x) <= distance)) unread++
  }
  return unread >= leastUnread
}

/** From this probability on the runner-up ≥ wins against a leading 2: over 344 true ones it stayed below 1e-6, over 19 false ones it reached 0.009. */
const operatorEvidence = 1e-3
/** How sure such a settled character is: right for the most part, and always for a person to see. */
const settledProbability = 0.5
/** Where a fax shows a ring too many, the character keeps its place but not its credit. */
const doubtedProbability = 0.6

/**
 * Settles by evidence in the picture what the network gets systematically wrong: ≥ before a number read as 2 (`280.00(%)`), and ‰,
 * for which it prints % whatever it sees: a % has two rings, a ‰ three. Settled characters are never sure.
 */
export function settledByInk(chars: readonly PlacedChar[], line: LineTensor): CharReading[] {
  return chars.map((char, i) => {
    if (char.char === '2' && i === 0 && /[\d.]/.test(chars[1]?.char ?? '')) return settledOperator(char)
    if (char.char === '%' || char.char === '％') return settledPercent(chars, i, line)
    return char
  })
}

function settledOperator(char: PlacedChar): CharReading {
  const operator = char.alternatives.find(
    other => (other.char === '≥' || other.char === '≤') && other.probability >= operatorEvidence,
  )
  return operator === undefined ? char : swapped(char, operator.char)
}

function settledPercent(chars: readonly PlacedChar[], i: number, line: LineTensor): CharReading {
  const char = chars[i]!
  const before = chars[i - 1]
  const after = chars[i + 1]
  const left = before === undefined ? middleOf(char) - line.height : middleOf(before)
  const right = after === undefined ? middleOf(char) + line.height : middleOf(after) + stepWidth
  const { sure, possible } = ringsBetween(line, left, right)
  if (sure >= 3) return swapped(char, '‰')
  return possible >= 3 ? { ...char, probability: Math.min(char.probability, doubtedProbability) } : char
}

function swapped(char: CharReading, by: string): CharReading {
  const others = char.alternatives.filter(other => other.char !== by)
  return {
    char: by,
    probability: settledProbability,
    alternatives: [{ char: char.char, probability: 1 - settledProbability }, ...others],
  }
}

function middleOf({ from, to }: PlacedChar): number {
  return ((from + to) / 2 + 0.5) * stepWidth
}

/** Columns with ink and the height of the ink, px; ink is what is darker than half of the line's darkest. */
function inkOf({ data, width, height }: LineTensor): { columns: number[]; height: number } {
  let darkest = 1
  for (let i = 0; i < width * height; i++) darkest = Math.min(darkest, data[i]!)
  const threshold = (1 + darkest) / 2
  const columns: number[] = []
  let top = height
  let bottom = 0
  for (let x = 0; x < width; x++) {
    let has = false
    for (let y = 0; y < height; y++) {
      if (data[y * width + x]! >= threshold) continue
      has = true
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
    if (has) columns.push(x)
  }
  return { columns, height: Math.max(0, bottom - top) }
}
