import type { Candidate } from '../../model/correction.ts'
import type { Reading } from '../../model/reading.ts'
import { type Evidence, evidenceOf, forwardScore, leastGap } from './forced-alignment.ts'
import { ALIGNMENT_LIMITS, LABEL_LIMITS } from './limits.ts'
import { sharedEnding } from './repair-label.ts'

/** Nats for each character that are worth as much as 1 of the glyph distance of `labelCost`: its limit is `gap` here. */
const NATS_PER_COST = ALIGNMENT_LIMITS.gap / LABEL_LIMITS.cost

/** A label that was aligned with what the recogniser saw. */
export interface AlignedLabel {
  readonly label: string
  /** `gap` on the scale of `labelCost`. */
  readonly cost: number
  /** Nats for each character that the label lacks of the free path. */
  readonly gap: number
  /** Nats to the runner-up; Infinity where no other label comes near. */
  readonly margin: number
  /** The labels that came near, by their cost. */
  readonly candidates: readonly Candidate[]
}

/** The highest gap of a label in a slot of these. */
export function mostGap(labels: readonly string[]): number {
  return sharedEnding(labels) === '' ? ALIGNMENT_LIMITS.gapWithoutEnding : ALIGNMENT_LIMITS.gap
}

/** What a recogniser told of a text, time step by time step; null where it tells only the text. */
export function evidenceOfReading({ posteriors }: Reading): Evidence | null {
  return posteriors === undefined || posteriors.length === 0 ? null : evidenceOf(posteriors)
}

/**
 * The one of these labels that the recogniser's posteriors support, whatever text it read; null where none comes near enough or two do.
 * Several pieces of evidence (the two halves of a cut label) count together. `atMost`: the highest gap.
 */
export function alignLabel(
  evidence: readonly Evidence[],
  labels: Iterable<string>,
  atMost: number,
): AlignedLabel | null {
  const free = evidence.reduce((sum, each) => sum + each.free, 0)
  const scored: { label: string; score: number; gap: number }[] = []
  for (const label of labels) {
    const length = [...label].length * evidence.length
    // A label beyond the limit loses to one within it by more than the margin: it need not be scored.
    const least = evidence.reduce((sum, each) => sum + leastGap(each, label), 0)
    if (least > atMost * length + ALIGNMENT_LIMITS.margin) continue
    const score = evidence.reduce((sum, each) => sum + forwardScore(each, label), 0)
    scored.push({ label, score, gap: Math.max(0, (free - score) / length) })
  }
  scored.sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (best === undefined || best.gap > atMost) return null
  const margin = second === undefined ? Number.POSITIVE_INFINITY : best.score - second.score
  if (margin < ALIGNMENT_LIMITS.margin) return null
  const candidates = scored.map(({ label, gap }) => ({ text: label, cost: gap / NATS_PER_COST }))
  return { label: best.label, cost: best.gap / NATS_PER_COST, gap: best.gap, margin, candidates }
}
