import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { probabilityOf, type ValueEvidence } from '../../../src/stages/normalise/value-probability.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const evidence: fc.Arbitrary<ValueEvidence> = fc.record({
  text: fc.constantFrom('number', 'words', 'prose', 'label'),
  confidence: share,
  weakest: share,
  ...{ isIncomplete: fc.boolean(), isDoubted: fc.boolean(), isDisputed: fc.boolean(), isConfirmed: fc.boolean() },
})

describe('probabilityOf', () => {
  it('rises with what the recogniser is sure of', () => {
    fc.assert(
      fc.property(evidence, share, share, (each, confidence, weakest) => {
        const surer = {
          ...each,
          confidence: Math.max(each.confidence, confidence),
          weakest: Math.max(each.weakest, weakest),
        }
        expect(probabilityOf(surer)).toBeGreaterThanOrEqual(probabilityOf(each))
      }),
    )
  })

  it('is never certain, and falls where a number is doubted or disputed and rises where a sum confirms it', () => {
    fc.assert(
      fc.property(evidence, each => {
        const number = { ...each, text: 'number' as const, isDoubted: false, isDisputed: false, isConfirmed: false }
        const p = probabilityOf(number)
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThan(1)
        expect(probabilityOf({ ...number, isDoubted: true })).toBeLessThan(p)
        expect(probabilityOf({ ...number, isDisputed: true })).toBeLessThan(p)
        expect(probabilityOf({ ...number, isConfirmed: true })).toBeGreaterThan(p)
      }),
    )
  })
})
