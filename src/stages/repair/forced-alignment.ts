import { foldText } from '../../model/printed-text.ts'
import type { CtcStep } from '../../model/reading.ts'

/**
 * What a symbol costs, nats, beyond the unlikeliest one that was kept of its time step, where it was not kept itself; and the most a
 * symbol can cost: noise of the softmax (ctc-decode.ts keeps what is above 1e-6).
 */
const UNKEPT = 1
const WORST = -14

/** Posteriors ready to be aligned with many texts: symbols folded as labels are, the blank apart. */
export interface Evidence {
  readonly steps: readonly Step[]
  /** Log probability of the likeliest path, whatever it spells. */
  readonly free: number
  /** Least that any path loses against the free one by spelling a symbol: of symbols that were kept, and of all others. */
  readonly losses: ReadonlyMap<string, number>
  readonly otherLoss: number
}

interface Step {
  readonly blank: number
  readonly symbols: ReadonlyMap<string, number>
  /** What every other symbol has. */
  readonly floor: number
}

export function evidenceOf(posteriors: readonly CtcStep[]): Evidence {
  const steps = posteriors.map((step): Step => {
    const floor = Math.max(WORST, (step.at(-1)?.[1] ?? 0) - UNKEPT)
    const symbols = new Map<string, number>()
    let blank = floor
    for (const [symbol, log] of step) {
      if (symbol === '') blank = log
      else {
        const folded = foldText(symbol)
        symbols.set(folded, logSum(symbols.get(folded) ?? Number.NEGATIVE_INFINITY, log))
      }
    }
    return { blank, symbols, floor: step.length === 1 ? WORST : floor }
  })
  const losses = new Map<string, number>()
  let otherLoss = Number.POSITIVE_INFINITY
  for (const [t, { symbols, floor }] of steps.entries()) {
    const best = posteriors[t]?.[0]?.[1] ?? 0
    otherLoss = Math.min(otherLoss, best - floor)
    for (const [symbol, log] of symbols)
      losses.set(symbol, Math.min(best - log, losses.get(symbol) ?? Number.POSITIVE_INFINITY))
  }
  return { steps, free: posteriors.reduce((sum, step) => sum + (step[0]?.[1] ?? 0), 0), losses, otherLoss }
}

/** Least that the likeliest path that spells the text can lack of the free path, nats: a bound without any alignment. */
export function leastGap({ losses, otherLoss, steps }: Evidence, text: string): number {
  let sum = 0
  let length = 0
  for (const symbol of text) {
    sum += Math.min(losses.get(symbol) ?? otherLoss, otherLoss)
    length++
  }
  return length > steps.length ? Number.POSITIVE_INFINITY : Math.max(0, sum)
}

/**
 * Log probability that the recogniser's symbols spell exactly this text: the forward algorithm of CTC, over all paths.
 * −Infinity where there are too few time steps for it.
 */
export function forwardScore({ steps }: Evidence, text: string): number {
  const symbols = [...text]
  // States: blank, s₁, blank, s₂, … blank. A symbol may follow another one without a blank between where they differ.
  const count = 2 * symbols.length + 1
  let before = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  before[0] = 0
  for (const [t, { blank, symbols: kept, floor }] of steps.entries()) {
    const now = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
    const least = Math.max(0, count - 2 * (steps.length - t))
    for (let state = least; state < Math.min(count, 2 * t + 2); state++) {
      let sum = before[state]!
      if (state > 0) sum = logSum(sum, before[state - 1]!)
      if (state % 2 === 0) now[state] = sum + blank
      else {
        const at = (state - 1) / 2
        const symbol = symbols[at]!
        if (at > 0 && symbols[at - 1] !== symbol) sum = logSum(sum, before[state - 2]!)
        now[state] = sum + (kept.get(symbol) ?? floor)
      }
    }
    before = now
  }
  return count === 1 ? before[0]! : logSum(before[count - 1]!, before[count - 2]!)
}

function logSum(a: number, b: number): number {
  if (a === Number.NEGATIVE_INFINITY) return b
  if (b === Number.NEGATIVE_INFINITY) return a
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b))
}
