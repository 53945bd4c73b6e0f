import type { Correction } from '../model/correction.ts'

/** More than these tell a person nothing. */
const MOST = 5

/**
 * What could stand instead of what a correction took, the nearest first, each with how much farther it lies: `经济效益指标 +0.31`.
 * null where nothing else came into question.
 */
export function otherReadings({ before, after, candidates }: Correction): string | null {
  const taken = candidates.find(({ text }) => text === after)?.cost ?? 0
  const others = candidates
    .filter(({ text }) => text !== after && text !== before)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST)
  return others.length === 0 ? null : others.map(({ text, cost }) => `${text} ${farther(cost - taken)}`).join('; ')
}

function farther(cost: number): string {
  return `${cost < 0 ? '' : '+'}${cost.toFixed(2)}`
}
