import {
  type DictionaryEntry,
  type DictionaryScope,
  dictionaryRule,
  entryFault,
  type RepairRules,
  type TextScope,
} from '../forms/dictionary.ts'
import { type FormLibrary, withRepairRules } from '../forms/form-library.ts'
import { scopeOfPath } from '../forms/text-scope.ts'
import { grouped } from '../model/grouped.ts'
import { replaced } from '../model/replay.ts'
import type { ReviewDecision } from '../model/review-decision.ts'
import { textChange } from './text-change.ts'

/** A dictionary entry that decisions suggest. */
export interface LearnableEntry extends Omit<DictionaryEntry, 'source' | 'note'> {
  /** Decisions that change the wording so, and decisions that leave it. */
  readonly uses: number
  readonly against: number
  /** uses / (uses + against) */
  readonly precision: number
  readonly documents: number
  readonly actors: readonly string[]
  /** One of the texts: as it was read, and as it was decided. */
  readonly example: { readonly before: string; readonly after: string }
}

export interface LearnOptions {
  /** So many decisions at least. */
  readonly least: number
  /** 0..1; entries whose decisions agree less are left out. */
  readonly precision: number
}

/** A change of a few characters within a text that a person decided on. */
interface Change {
  readonly decision: ReviewDecision
  readonly scope: TextScope
  readonly before: string
  readonly after: string
  readonly left: string
  readonly wrong: string
  readonly right: string
  readonly rest: string
}

/** Neighbours of what changed that are taken into the wording, at most, on each side. */
const MOST_CONTEXT = 3

/**
 * Proposes dictionary entries from changes that people made again and again: what changed, with the characters around it that
 * all its uses share. An entry never touches digits or signs, is no part of a text that people let stand, and is in none of the
 * dictionaries: neither in those of the files (`library`) nor in what people taught the database, revoked or not. The most used
 * come first.
 */
export async function learnedEntries(
  decisions: AsyncIterable<ReviewDecision>,
  library: FormLibrary,
  { entries, revocations }: RepairRules,
  { least, precision }: LearnOptions,
): Promise<LearnableEntry[]> {
  const changes: Change[] = []
  const kept: Array<{ readonly text: string; readonly scope: TextScope }> = []
  for await (const decision of decisions) {
    const scope = scopeOf(decision.path, library)
    if (scope === null) continue
    const after = decidedText(decision)
    kept.push({ text: after, scope })
    const change = after === decision.before ? null : changeOf(decision.before, after)
    if (change !== null) changes.push({ decision, scope, before: decision.before, after, ...change })
  }
  const taught = withRepairRules(library, { entries, revocations: [] })
  const known = taught.families.flatMap(({ dictionary }) => dictionary.entries)
  const revoked = new Set(revocations.map(({ rule }) => rule))
  const isKnown = ({ wrong, right }: LearnableEntry) =>
    revoked.has(dictionaryRule(wrong)) || known.some(entry => replaced(wrong, entry.wrong, entry.right) === right)
  return [...grouped(changes, ({ wrong, right }) => JSON.stringify([wrong, right])).values()]
    .filter(group => group.length >= least)
    .flatMap(group => groupToEntry(group, kept))
    .filter(entry => entry.precision >= precision && !isKnown(entry) && entryFault(entry) === null)
    .sort((a, b) => b.uses - a.uses || (a.wrong < b.wrong ? -1 : 1))
}

/** What stands in place of `before` by the decision. */
function decidedText({ verdict, text, before, correction }: ReviewDecision): string {
  if (verdict === 'edited') return text ?? before
  return verdict === 'accepted' ? (correction?.after ?? before) : before
}

function groupToEntry(group: readonly Change[], kept: ReadonlyArray<{ text: string }>): LearnableEntry[] {
  const [first] = group
  if (first === undefined) return []
  const left = sharedEnding(group.map(change => change.left))
  const rest = sharedEnding(group.map(change => reversed(change.rest)))
  const wrong = left + first.wrong + reversed(rest)
  const right = left + first.right + reversed(rest)
  const against = kept.filter(({ text }) => replaced(text, wrong, right) !== null).length
  const uses = group.length
  const scopes = [...new Set(group.map(({ scope }) => scope))]
  const scope: DictionaryScope = scopes.length === 1 && scopes[0] !== undefined ? scopes[0] : 'any'
  return [
    {
      wrong,
      right,
      scope,
      uses,
      against,
      precision: uses / (uses + against),
      documents: new Set(group.map(({ decision }) => decision.sha256)).size,
      actors: [...new Set(group.map(({ decision }) => decision.actor))].sort(),
      example: { before: first.before, after: first.after },
    },
  ]
}

/** The one place where two texts differ, with the ideographs around it; null where they differ in more than a few. */
function changeOf(before: string, after: string): Pick<Change, 'left' | 'wrong' | 'right' | 'rest'> | null {
  const [a, b] = [[...before], [...after]]
  const { head, tail } = textChange(a, b)
  const [wrong, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  if (Math.max(wrong.length, right.length) > MOST_CHANGED) return null
  const left = /\p{Script=Han}*$/u.exec(a.slice(Math.max(0, head - MOST_CONTEXT), head).join(''))?.[0] ?? ''
  const rest = a.slice(a.length - tail, a.length - tail + MOST_CONTEXT).join('')
  return { left, wrong: wrong.join(''), right: right.join(''), rest: /^\p{Script=Han}*/u.exec(rest)?.[0] ?? '' }
}

/** A change of more characters than this is another text, no wording. */
const MOST_CHANGED = 6

function sharedEnding(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  for (let length = first.length; length > 0; length--) {
    const ending = first.slice(-length)
    if (others.every(text => text.endsWith(ending))) return ending
  }
  return ''
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

function scopeOf(path: string, library: FormLibrary): TextScope | null {
  for (const { definition } of library.families) {
    const scope = scopeOfPath(path, definition)
    if (scope !== null) return scope
  }
  return null
}
