import type { Correction } from './correction.ts'
import type { Provenance } from './form-record.ts'

/** What was read of a value, before any repair: the texts of its cells one behind the other; '' where no cell was found. */
export function rawText(provenance: readonly Provenance[], path: string): string {
  return provenance
    .filter(origin => origin.path === path)
    .map(origin => origin.raw)
    .join('')
}

/**
 * The text that a raw reading becomes by the ledger of its value: every entry that is `applied` or `accepted`, in order.
 * Entries of one path only.
 */
export function replay(raw: string, ledger: readonly Correction[]): string {
  return ledger.filter(takesEffect).reduce((text, { before, after }) => replaced(text, before, after) ?? text, raw)
}

export function takesEffect({ decision }: Correction): boolean {
  return decision === 'applied' || decision === 'accepted'
}

/**
 * The text with `after` for `before`, which is the whole text or a wording in it; null where it does not stand there.
 * A wording right behind a digit stands where a unit or date stands and is left alone.
 */
export function replaced(text: string, before: string, after: string): string | null {
  if (text === before) return after
  if (before === '') return null
  let result = ''
  let copied = 0
  for (let at = text.indexOf(before); at !== -1; at = text.indexOf(before, at + before.length)) {
    if (isBehindDigit(text, at)) continue
    result += text.slice(copied, at) + after
    copied = at + before.length
  }
  return copied === 0 ? null : result + text.slice(copied)
}

export function isBehindDigit(text: string, index: number): boolean {
  return /\p{N}\s*$/u.test(text.slice(Math.max(0, index - 2), index))
}
