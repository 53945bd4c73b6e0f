import type { FormLibrary } from '../forms/form-library.ts'
import type { Correction } from '../model/correction.ts'
import type { FormRecord } from '../model/form-record.ts'
import { valueAt } from '../model/form-values.ts'
import { rawText, replay } from '../model/replay.ts'
import { decisionKey, type ReviewDecision, ruleBehind } from '../model/review-decision.ts'
import { textTyping } from '../stages/normalise/type-text.ts'
import type { DecisionRequest } from './decide.ts'
import type { DecisionFault } from './decision-fault.ts'

/** What the database knows of the document that requests are about. */
export interface KnownDocument {
  readonly isStored: boolean
  readonly forms: readonly FormRecord[]
  readonly decisionByKey: ReadonlyMap<string, ReviewDecision>
}

type Checked =
  | { readonly fault: Omit<DecisionFault, 'row'> }
  | {
      readonly fault: null
      readonly holdsAlready: boolean
      readonly decision: Omit<ReviewDecision, 'actor' | 'decidedAt'>
    }

/** Whether a request can be taken: the decision that it is, or why not. */
export function checkRequest(request: DecisionRequest, document: KnownDocument, library: FormLibrary): Checked {
  const { sha256, sequence, path, verdict, text } = request
  const fault = (code: DecisionFault['code'], message: string): Checked => ({ fault: { code, message } })
  if (!document.isStored) return fault('no-document', 'There is no such document in the database any more.')
  const form = document.forms.find(candidate => candidate.sequence === sequence)
  const stored = form === undefined ? undefined : valueAt(form, path)
  if (form === undefined || stored === undefined) {
    // A decision may outlive what it is about; then it can stay, or be taken back.
    const gone = document.decisionByKey.get(decisionKey(request, askedRule(request)))
    const holdsAlready = gone?.verdict === verdict && gone.text === text
    if (gone !== undefined && (holdsAlready || verdict === 'withdrawn'))
      return { fault: null, holdsAlready, decision: { ...gone, verdict, text } }
    return form === undefined
      ? fault('no-form', `Its document has no form ${sequence}.`)
      : fault('no-value', `Its form has no value "${path}".`)
  }
  const ledger = form.corrections.filter(correction => correction.path === path)
  const printed = replay(rawText(form.provenance, path), ledger)
  const isWhole = request.before === printed || request.before === (stored ?? '')
  const { entry, rule } = entryOf(request, ledger, document)
  const before = entry === null && rule === null && isWhole ? printed : request.before
  const earlier = document.decisionByKey.get(decisionKey({ sha256, sequence, path, before }, rule))
  if (entry === null && !isWhole && earlier === undefined)
    return fault('text-changed', `"${shown(request.before)}" does not stand there any more, but "${shown(printed)}".`)
  if (entry !== null && verdict !== 'edited' && request.rule && entry.rule !== request.rule && earlier === undefined)
    return fault('text-changed', `${request.rule} has nothing to say about "${shown(request.before)}" any more.`)
  if (entry === null && earlier === undefined && verdict === 'rejected')
    return fault('nothing-proposed', 'No rule changed or proposes anything there: only edited says something.')
  const typing = typingOf(form, library)
  const own = text === null ? null : (typing?.clean(path, text) ?? text)
  if (own !== null && typing?.type(path, own).isRead === false)
    return fault('unreadable-text', `"${shown(own)}" cannot be read as what must stand there, an amount or a date.`)
  const holdsAlready =
    earlier === undefined
      ? verdict === 'withdrawn' || (entry?.decided !== undefined && entry.decision === verdict)
      : earlier.verdict === verdict && (text === earlier.text || (entry !== null && own === entry.after))
  const correction = earlier === undefined ? entry : earlier.correction
  return { fault: null, holdsAlready, decision: { sha256, sequence, path, before, verdict, text, correction } }
}

/**
 * The entry that a request is about, and the rule behind it: the one of the rule that it names; else the first about that
 * text, unless it names a decision whose entry is gone. No entry and no rule: it is about a value as it stands.
 */
function entryOf(
  request: DecisionRequest,
  ledger: readonly Correction[],
  { decisionByKey }: KnownDocument,
): { readonly entry: Correction | null; readonly rule: string | null } {
  const entries = ledger.filter(({ before }) => before === request.before)
  const named = entries.find(({ rule }) => rule === request.rule)
  const rule = askedRule(request)
  if (named === undefined && decisionByKey.has(decisionKey(request, rule))) return { entry: null, rule }
  const [entry = null] = named === undefined ? entries : [named]
  return { entry, rule: entry === null ? null : ruleBehind(entry) }
}

function askedRule({ rule = '' }: DecisionRequest): string | null {
  return rule === '' ? null : ruleBehind({ rule })
}

function typingOf(form: FormRecord, library: FormLibrary) {
  const family = library.families.find(({ definition }) => definition.type === form.formType)
  if (family === undefined) return null
  return textTyping({ form: family.definition, units: library.units, fiscalYear: form.fiscalYear })
}

const LONGEST_SHOWN = 40

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
}
