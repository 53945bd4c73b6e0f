import type { ReviewFlag } from './form-record.ts'

/** One flag a path, with all its reasons, in the order of the first. */
export function uniqueFlags(flags: readonly ReviewFlag[]): ReviewFlag[] {
  const reasons = new Map<string, Set<string>>()
  for (const { path, reason } of flags) reasons.set(path, (reasons.get(path) ?? new Set()).add(reason))
  return [...reasons].map(([path, set]) => ({ path, reason: [...set].join('; ') }))
}
