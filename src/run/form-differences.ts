import type { Correction } from '../model/correction.ts'
import type { Finding } from '../model/finding.ts'
import type { FormRecord } from '../model/form-record.ts'
import { formValues, indicatorPath } from '../model/form-values.ts'

/**
 * What becomes other in a form. `value`: a value; `proposal`: what waits for a person; `finding`: a contradiction that comes or goes;
 * `review`: a value comes on the list of those to look at, or goes from it, with the reason; `form`: the whole form comes or goes.
 */
export interface FormDifference {
  readonly kind: 'form' | 'value' | 'proposal' | 'finding' | 'review'
  readonly sequence: number
  /** '' for a whole form. */
  readonly path: string
  /** null: there was nothing, or a blank cell. */
  readonly before: string | null
  /** null: there is nothing, or a blank cell. */
  readonly after: string | null
  /** In words for a person. */
  readonly why: string
}

/** What becomes other in a document from its forms as they are to its forms as derived anew. */
export function formDifferences(before: readonly FormRecord[], after: readonly FormRecord[]): FormDifference[] {
  const sequences = new Set([...before, ...after].map(form => form.sequence))
  return [...sequences]
    .sort((a, b) => a - b)
    .flatMap(sequence => {
      const [old, now] = [before, after].map(forms => forms.find(form => form.sequence === sequence))
      if (old && now)
        return [
          ...valueDifferences(old, now),
          ...proposalDifferences(old, now),
          ...findingDifferences(old, now),
          ...reviewDifferences(old, now),
        ]
      const names = { before: old ? nameOf(old) : null, after: now ? nameOf(now) : null }
      const why = now ? 'the pages are cut into more forms' : 'the pages are cut into fewer forms'
      return [{ kind: 'form' as const, sequence, path: '', ...names, why }]
    })
}

function nameOf({ fields, formType }: FormRecord): string {
  return fields.projectName ?? formType
}

function valueDifferences(old: FormRecord, now: FormRecord): FormDifference[] {
  const [before, after] = [typedTexts(old), typedTexts(now)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path): FormDifference[] => {
    const [from, to] = [before.get(path), after.get(path)]
    if (from?.text === to?.text && from?.typed === to?.typed) return []
    const isSameText = from?.text === to?.text
    const show = (value: TypedText | undefined) =>
      value === undefined || value.text === null ? null : isSameText ? `${value.text} ${value.typed}` : value.text
    const why = ledgerChange(old, now, path)
    return [{ kind: 'value', sequence: now.sequence, path, before: show(from), after: show(to), why }]
  })
}

interface TypedText {
  readonly text: string | null
  /** The parts of a target beside its text; '' for other values. */
  readonly typed: string
}

function typedTexts(form: FormRecord): Map<string, TypedText> {
  const values = formValues(form).map(({ path, text }): [string, TypedText] => {
    const place = indicatorPath(path)
    const value = place?.part === 'value' ? form.indicators[place.index]?.value : undefined
    return [path, { text, typed: value === undefined ? '' : partsToText(value) }]
  })
  return new Map([['fiscalYear', { text: form.fiscalYear?.toString() ?? null, typed: '' }], ...values])
}

function partsToText({ text: _, doubts: _doubts, deadline, ...parts }: FormRecord['indicators'][number]['value']) {
  const shown = [...Object.values(parts), ...(deadline === null ? [] : Object.values(deadline))]
  return `(${shown.filter(part => part !== null).join(', ')})`
}

/** Which entries of the ledger came, went or were decided otherwise; where none did, it is the definitions. */
function ledgerChange(old: FormRecord, now: FormRecord, path: string): string {
  const [before, after] = [old, now].map(form => form.corrections.filter(correction => correction.path === path))
  const came = newEntries(before ?? [], after ?? []).filter(({ decision }) => decision !== 'proposed')
  const went = newEntries(after ?? [], before ?? []).filter(({ decision }) => decision !== 'proposed')
  const reasons = [
    ...came.map(({ rule, decision, decided, method }) => {
      if (decided === undefined) return `${rule} ${decision}`
      return method === 'review' ? `text by ${decided.by}` : `${rule} ${decision} by ${decided.by}`
    }),
    ...went
      .filter(({ before: text }) => !came.some(entry => entry.before === text))
      .map(({ rule, decided }) =>
        decided === undefined ? `no longer ${rule}` : `decision of ${decided.by} withdrawn`,
      ),
  ]
  return reasons.length === 0 ? 'definitions or stages' : [...new Set(reasons)].join('; ')
}

function proposalDifferences(old: FormRecord, now: FormRecord): FormDifference[] {
  const proposals = ({ corrections }: FormRecord) => corrections.filter(({ decision }) => decision === 'proposed')
  const toDifference = ({ path, before, after }: Correction, why: string): FormDifference => {
    return { kind: 'proposal', sequence: now.sequence, path, before, after, why }
  }
  const isOpen = (correction: Correction) =>
    !now.corrections.some(({ path, before }) => path === correction.path && before === correction.before)
  return [
    ...newEntries(proposals(old), proposals(now)).map(entry => toDifference(entry, `${entry.rule} proposes it`)),
    ...newEntries(proposals(now), proposals(old))
      .filter(isOpen)
      .map(entry => toDifference(entry, `${entry.rule} no longer proposes it`)),
  ]
}

function findingDifferences(old: FormRecord, now: FormRecord): FormDifference[] {
  const [before, after] = [old, now].map(form => new Map(form.findings.map(finding => [findingKey(finding), finding])))
  const toDifference = ({ path, message, rule }: Finding, isNew: boolean): FormDifference => ({
    ...{ kind: 'finding', sequence: now.sequence, path },
    ...(isNew ? { before: null, after: message } : { before: message, after: null }),
    why: `${rule} ${isNew ? 'finds it' : 'no longer finds it'}`,
  })
  return [
    ...[...after!].filter(([key]) => !before!.has(key)).map(([, finding]) => toDifference(finding, true)),
    ...[...before!].filter(([key]) => !after!.has(key)).map(([, finding]) => toDifference(finding, false)),
  ]
}

function findingKey({ rule, path, message, expected, actual }: Finding): string {
  return JSON.stringify([rule, path, message, expected, actual])
}

/** Only what comes or goes: a value that stays on the list for another reason is no difference to who looks at it. */
function reviewDifferences(old: FormRecord, now: FormRecord): FormDifference[] {
  const [before, after] = [old, now].map(form => new Map(form.review.map(({ path, reason }) => [path, reason])))
  return [...new Set([...before!.keys(), ...after!.keys()])].flatMap((path): FormDifference[] => {
    const [from, to] = [before!.get(path) ?? null, after!.get(path) ?? null]
    if ((from === null) === (to === null)) return []
    const why = to === null ? 'no longer for a person to see' : 'for a person to see'
    return [{ kind: 'review', sequence: now.sequence, path, before: from, after: to, why }]
  })
}

/** Entries of `after` that `before` does not have. */
function newEntries(before: readonly Correction[], after: readonly Correction[]): Correction[] {
  const known = new Set(before.map(entryKey))
  return after.filter(entry => !known.has(entryKey(entry)))
}

function entryKey({ path, before, after, rule, decision, decided }: Correction): string {
  return JSON.stringify([path, before, after, rule, decision, decided ?? null])
}
