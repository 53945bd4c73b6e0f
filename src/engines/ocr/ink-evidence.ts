import type { CharReading } from '../../model/reading.ts'
import { isSame, sameMass } from '../../model/reading-credit.ts'
import type { PlacedChar } from './ctc-decode.ts'
import { upperRightInk } from './digit-shape.ts'
import { type InkRun, inkRuns } from './ink-runs.ts'
import { type LineTensor, lineInk } from './line-tensor.ts'
import { signShape } from './percent-shape.ts'
import { ringsBetween } from './rings.ts'

/** Width of a time step in px of the line as the recogniser sees it. */
const stepWidth = 8
/** A character explains ink up to this many times the height of the line's ink to either side of its middle. */
const reach = 0.7
const leastReach = 18
/** So many px of ink that no character explains are a character that was dropped. */
const leastUnread = 7
/** White between two strokes of one character is at most so wide, px. */
const widestGap = 6

/**
 * Where there is ink far from every character that was read: the network drops what it is not sure of, a leading ≥ or ≤ or a
 * character it never learned, and is then very sure of what is left (`≥2.00(%)` read as `2.00(%)` at 0.99).
 */
export function unreadInk(chars: readonly PlacedChar[], line: LineTensor): InkRun[] {
  const middles = chars.filter(({ char }) => char.trim() !== '').map(middleOf)
  const ink = lineInk(line)
  const distance = Math.max(leastReach, reach * ink.height)
  const unread = ink.columns.filter(x => !middles.some(middle => Math.abs(middle - x) <= distance))
  return inkRuns(unread, widestGap)
}

/** True where all that was left unread is too little for a character. */
export function isOfNoAccount(unread: readonly InkRun[]): boolean {
  return unread.reduce((sum, { columns }) => sum + columns, 0) < leastUnread
}

/** From this probability on the likeliest symbol beside the blank is taken for a dropped character: what the network never learned has .04 to .2. */
const droppedEvidence = 0.02
/** A character that was all but dropped is never worth more than this. */
const droppedProbability = 0.3
/** What the network sees nothing in is dirt: a dropped character stands among at least so many that were read. */
const readForOneDropped = 2
/** Signs stand for anything: only characters that carry meaning are put in. */
const meaningful = /[\p{L}\p{N}%‰≥≤]/u

/**
 * The characters with those put in that the network saw but dropped for the blank: one for each stretch of unread ink where a symbol
 * stood behind the blank. They are doubtful, with all that was seen as alternatives (`修缮` read as `修`: 鳝 .14, 缮 .004), so that
 * repair has something to weigh and a person sees that something stands there.
 */
export function withDroppedChars(
  chars: readonly PlacedChar[],
  unread: readonly InkRun[],
  charBetween: (from: number, to: number) => PlacedChar | null,
): PlacedChar[] {
  const dropped = unread.flatMap(({ from, to, columns }) => {
    const char = columns < leastUnread ? null : charBetween(Math.floor(from / stepWidth), Math.floor(to / stepWidth))
    return char === null || char.probability < droppedEvidence || !meaningful.test(char.char)
      ? []
      : [{ ...char, probability: Math.min(char.probability, droppedProbability) }]
  })
  return dropped.length * readForOneDropped > chars.length
    ? [...chars]
    : [...chars, ...dropped].sort((a, b) => a.from - b.from)
}

/**
 * From this probability on the likeliest operator behind it wins against a leading 2: over 344 true ones ≥ stayed below 1e-6, over 19 false
 * ones it reached 0.009.
 */
const operatorEvidence: ReadonlyMap<string, number> = new Map([
  ['≥', 1e-3],
  ['≤', 1e-3],
  ['=', 1e-2],
])
/** How sure such a settled character is: right for the most part, and always for a person to see. */
const settledProbability = 0.5
/** Where a fax shows a ring too many, the character keeps its place but not its credit. */
const doubtedProbability = 0.6
/**
 * How far ‰ hangs over, between the most of % and the least of ‰ (`signShape`). A blot may hang over as well, and % is a hundred times as
 * common: it is doubted, no more.
 */
const perMilleOverhang = 0.4
/** Nor where blur has closed the rings of a sign as wide by its height as ‰ is: % was 1.23 at most, ‰ without overhang 1.28 and more. */
const perMilleAspect = 1.25
/** Ink at the upper right of a digit: over 200 true 3 of faxes had .57 and more, 12 of 5 read as 3 at most .4; those had 5 at .006 to .2 behind 3. */
const mostInkOfFive = 0.45
const fiveEvidence = 5e-4
/** Where no digit stands clear: of 539 true 3 three had so much of 5 behind them, of 12 false ones all. */
const fiveDoubt = 3e-3

/**
 * Settles by evidence in the picture what the network gets systematically wrong: ≥ before a number read as 2 (`280.00(%)`), ‰, for
 * which it prints % whatever it sees: a % has two rings, a ‰ three, and a thin 5 read as 3. Settled characters are never sure.
 */
export function settledByInk(chars: readonly PlacedChar[], line: LineTensor): CharReading[] {
  return chars.map((char, i) => {
    if (char.char === '2' && i === 0 && /^ ?[\d.]/.test(textOf(chars.slice(1, 3)))) return settledOperator(char)
    if (char.char === '3') return settledThree(char, line)
    if (char.char === '%' || char.char === '％') return settledPercent(chars, i, line)
    return char
  })
}

function textOf(chars: readonly CharReading[]): string {
  return chars.map(({ char }) => char).join('')
}

function settledOperator(char: PlacedChar): CharReading {
  const operator = char.alternatives.find(
    other => other.probability >= (operatorEvidence.get(other.char) ?? Number.POSITIVE_INFINITY),
  )
  return operator === undefined ? char : swapped(char, operator.char)
}

/** A 5 whose upright is too thin to be seen keeps its flag and its bowl, with white between them at the right: no 3 has that. */
function settledThree(char: PlacedChar, line: LineTensor): CharReading {
  const five = char.alternatives.find(other => other.char === '5')?.probability ?? 0
  const ink = upperRightInk(line, middleOf(char))
  if (ink !== null && ink > mostInkOfFive) return char
  if (ink !== null && five >= fiveEvidence) return swapped(char, '5')
  return ink === null && five < fiveDoubt ? char : doubted(char)
}

function settledPercent(chars: readonly PlacedChar[], i: number, line: LineTensor): CharReading {
  const char = chars[i]!
  const before = chars[i - 1]
  const after = chars[i + 1]
  const left = before === undefined ? middleOf(char) - line.height : middleOf(before)
  const right = after === undefined ? middleOf(char) + line.height : middleOf(after) + stepWidth
  const { sure, possible } = ringsBetween(line, left, right)
  const shape = signShape(line, before === undefined ? null : left, after === undefined ? null : middleOf(after))
  const isHanging = shape !== null && shape.overhang >= perMilleOverhang
  const isWide = possible < 2 && shape !== null && shape.aspect >= perMilleAspect
  if (sure >= 3) return swapped(char, '‰')
  return possible >= 3 || isHanging || isWide ? doubted(char) : char
}

/** In whatever width: ％ behind % is the same doubt. */
function doubted(char: CharReading): CharReading {
  const share = Math.min(1, doubtedProbability / sameMass(char))
  const alternatives = char.alternatives.map(other =>
    isSame(other.char, char.char) ? { ...other, probability: other.probability * share } : other,
  )
  return { ...char, probability: char.probability * share, alternatives, isDoubted: true }
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
