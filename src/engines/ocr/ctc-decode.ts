import type { CharCandidate, CharReading, CtcStep, Reading } from '../../model/reading.ts'
import { probabilityOfAll } from '../../model/reading-credit.ts'

/** How many alternatives of a character are kept; the truth is among the first 5 for 93% of errors, the first 20 for all (OCR.md fact 6). */
const alternativesKept = 8
/** How many symbols of a time step are kept for forced alignment. */
const symbolsKept = 12
/** From this probability on a blank step says nothing about its neighbours, so a run of them is kept as one. */
const sureBlank = 0.999
/** Log probabilities below this are noise of the softmax. */
const leastProbability = 1e-6

/** A character and the time steps, first and last, at which it was the likeliest symbol. */
export interface PlacedChar extends CharReading {
  readonly from: number
  readonly to: number
}

export interface CtcPath {
  readonly chars: readonly PlacedChar[]
  readonly posteriors: readonly CtcStep[]
}

/**
 * Greedy CTC: the likeliest symbol of every step, repeats merged, blanks dropped.
 * `probabilities` is `steps × symbols.length`, row by row; `symbols[0]` is the blank ''.
 * A character's probability is that of the step where it was surest; its alternatives come from the same step.
 */
export function ctcToPath(probabilities: Float32Array, steps: number, symbols: readonly string[]): CtcPath {
  const classes = symbols.length
  const chars: PlacedChar[] = []
  const posteriors: CtcStep[] = []
  let last = 0
  let blanks = 0
  for (let t = 0; t < steps; t++) {
    const row = probabilities.subarray(t * classes, (t + 1) * classes)
    const best = indexOfMax(row)
    if (best === 0 && row[0]! >= sureBlank) {
      if (blanks++ === 0) posteriors.push([['', Math.log(row[0]!)]])
      last = 0
      continue
    }
    blanks = 0
    const top = topIndices(row, symbolsKept)
    posteriors.push(ctcStep(row, top, symbols))
    if (best !== 0 && best !== last) chars.push({ ...charReading(row, best, top, symbols), from: t, to: t })
    else if (best !== 0) {
      const before = chars.pop()!
      const surer = row[best]! > before.probability ? charReading(row, best, top, symbols) : before
      chars.push({ ...surer, from: before.from, to: t })
    }
    last = best
  }
  return { chars, posteriors }
}

/** The likeliest symbol beside blank and space in steps `from` to `to`, at the step where it was likeliest; null where there are no such steps. */
export function charBetween(
  probabilities: Float32Array,
  symbols: readonly string[],
  from: number,
  to: number,
): PlacedChar | null {
  const classes = symbols.length
  let found: PlacedChar | null = null
  for (let t = from; t <= to && (t + 1) * classes <= probabilities.length; t++) {
    const row = probabilities.subarray(t * classes, (t + 1) * classes)
    const top = topIndices(row, symbolsKept)
    const best = top.find(i => i !== 0 && symbols[i]!.trim() !== '')
    if (best === undefined || (found !== null && found.probability >= row[best]!)) continue
    found = { ...charReading(row, best, top, symbols), from: t, to: t }
  }
  return found
}

/** A reading whose text is its characters without white space at either end; its confidence is the product of theirs, spaces aside. */
export function charsToReading(
  chars: readonly CharReading[],
  engine: string,
  posteriors?: readonly CtcStep[],
): Reading {
  let from = 0
  let to = chars.length
  while (from < to && chars[from]!.char.trim() === '') from++
  while (to > from && chars[to - 1]!.char.trim() === '') to--
  const kept = chars.slice(from, to)
  return {
    text: kept.map(c => c.char).join(''),
    confidence: kept.length === 0 ? 0 : probabilityOfAll(kept),
    engine,
    chars: kept.map(({ char, probability, alternatives, isDoubted }) => ({
      ...{ char, probability, alternatives },
      ...(isDoubted === undefined ? {} : { isDoubted }),
    })),
    ...(posteriors === undefined ? {} : { posteriors }),
  }
}

/** A space is white paper as the blank is: forced alignment knows one symbol for both. */
function ctcStep(row: Float32Array, top: readonly number[], symbols: readonly string[]): CtcStep {
  let white = 0
  const step: (readonly [string, number])[] = []
  for (const i of top) {
    if (i === 0 || symbols[i] === ' ') white += row[i]!
    else step.push([symbols[i]!, Math.log(row[i]!)])
  }
  if (white > 0) step.push(['', Math.log(white)])
  return step.sort((a, b) => b[1] - a[1])
}

function charReading(row: Float32Array, best: number, top: readonly number[], symbols: readonly string[]): CharReading {
  const alternatives: CharCandidate[] = []
  for (const i of top) {
    if (i === best || i === 0 || alternatives.length === alternativesKept) continue
    alternatives.push({ char: symbols[i]!, probability: row[i]! })
  }
  return { char: symbols[best]!, probability: row[best]!, alternatives }
}

function indexOfMax(row: Float32Array): number {
  let best = 0
  let most = row[0]!
  for (let i = 1; i < row.length; i++) {
    if (row[i]! > most) {
      most = row[i]!
      best = i
    }
  }
  return best
}

/** Indices of the `count` largest values that are more than noise, largest first. */
function topIndices(row: Float32Array, count: number): number[] {
  const top: number[] = []
  let least = leastProbability
  for (let i = 0; i < row.length; i++) {
    const value = row[i]!
    if (value <= least) continue
    let at = top.length
    while (at > 0 && row[top[at - 1]!]! < value) at--
    top.splice(at, 0, i)
    if (top.length > count) top.pop()
    if (top.length === count) least = row[top[count - 1]!]!
  }
  return top
}
