import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CtcStep } from '../../../src/model/reading.ts'
import { evidenceOf, forwardScore, leastGap } from '../../../src/stages/repair/forced-alignment.ts'

const SYMBOLS = ['', 'a', 'b', 'c'] as const

/** Steps that keep every symbol, so that nothing is guessed. */
const posteriors = fc
  .array(fc.tuple(...SYMBOLS.map(() => fc.double({ min: 0.01, max: 1, noNaN: true }))), { minLength: 1, maxLength: 5 })
  .map(steps =>
    steps.map((weights): CtcStep => {
      const whole = weights.reduce((sum, weight) => sum + weight, 0)
      return SYMBOLS.map((symbol, i) => [symbol, Math.log(weights[i]! / whole)] as const).toSorted(
        (x, y) => y[1] - x[1],
      )
    }),
  )

/** Log probability of every text, path by path. */
function byBruteForce(steps: readonly CtcStep[]): Map<string, number> {
  let paths = [{ text: '', last: '', probability: 1 }]
  for (const step of steps)
    paths = paths.flatMap(({ text, last, probability }) =>
      step.map(([symbol, log]) => ({
        text: symbol === '' || symbol === last ? text : text + symbol,
        last: symbol,
        probability: probability * Math.exp(log),
      })),
    )
  const texts = new Map<string, number>()
  for (const { text, probability } of paths) texts.set(text, (texts.get(text) ?? 0) + probability)
  return texts
}

describe('forwardScore', () => {
  it('is the sum over all paths that spell the text', () => {
    fc.assert(
      fc.property(posteriors, steps => {
        const evidence = evidenceOf(steps)
        for (const [text, probability] of byBruteForce(steps))
          expect(forwardScore(evidence, text)).toBeCloseTo(Math.log(probability), 6)
      }),
    )
  })

  it('knows no text that is longer than the time steps', () => {
    expect(forwardScore(evidenceOf([[['a', -0.1]]]), 'ab')).toBe(Number.NEGATIVE_INFINITY)
    expect(forwardScore(evidenceOf([[['a', -0.1]], [['a', -0.1]]]), 'aa')).toBe(Number.NEGATIVE_INFINITY)
  })

  it('holds symbols that were not kept to be unlikelier than all that were', () => {
    const evidence = evidenceOf([
      [
        ['a', -0.5],
        ['b', -3],
      ],
    ])
    expect(forwardScore(evidence, 'c')).toBeLessThan(forwardScore(evidence, 'b'))
    expect(forwardScore(evidence, 'c')).toBeGreaterThan(-15)
  })

  it('takes full width for half width', () => {
    const evidence = evidenceOf([
      [
        ['（', -0.1],
        ['(', -2.5],
      ],
    ])
    expect(forwardScore(evidence, '(')).toBeCloseTo(Math.log(Math.exp(-0.1) + Math.exp(-2.5)), 9)
  })
})

it('leastGap never exceeds what the likeliest path of the text lacks of the free path', () => {
  fc.assert(
    fc.property(posteriors, fc.stringMatching(/^[abc]{1,4}$/), (steps, text) => {
      const evidence = evidenceOf(steps)
      // All paths together are at most (number of paths) times as likely as the likeliest one.
      const paths = SYMBOLS.length ** steps.length
      expect(leastGap(evidence, text)).toBeLessThanOrEqual(
        evidence.free - forwardScore(evidence, text) + Math.log(paths) + 1e-9,
      )
    }),
  )
})
