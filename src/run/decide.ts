import type { FormLibrary } from '../forms/form-library.ts'
import type { FormRecord } from '../model/form-record.ts'
import { valueAt } from '../model/form-values.ts'
import { grouped } from '../model/grouped.ts'
import { rawText, replay } from '../model/replay.ts'
import { type DecisionKey, decisionKeyToText, type ReviewDecision, type Verdict } from '../model/review-decision.ts'
import { textTyping } from '../stages/normalise/type-text.ts'
import type { DecisionFault } from './decision-fault.ts'
import { type RebuildParts, type RebuildSummary, rebuild } from './rebuild.ts'

/** A decision as a person asks for it; `row` says where, for what is told of it. */
export interface DecisionRequest extends DecisionKey {
  readonly row: number
  readonly verdict: Verdict
  /** The person's own text; null unless `edited`. */
  readonly text: string | null
}

export interface DecideParts extends RebuildParts {
  readonly library: FormLibrary
}

export interface DecideOptions {
  readonly actor: string
  /** ISO time. */
  readonly decidedAt: string
  /** What the run is called in the database. */
  readonly command: string
  /** Check, derive and compare, and write nothing. */
  readonly dryRun: boolean
}

export interface DecideSummary {
  /** Why nothing was taken; empty when all of it was. */
  readonly faults: readonly DecisionFault[]
  /** Decisions that are new, and those that held already. */
  readonly taken: number
  readonly known: number
  /** The documents that the new ones are about, derived anew; null where nothing was taken. */
  readonly rebuild: RebuildSummary | null
}

/**
 * Takes people's decisions, all of them or none: each is checked against what stands in the database, the documents are
 * derived with them on trial, and only then are the decisions entered and the documents swapped. Stopped in between, the
 * next rebuild or ingest lets them take effect.
 * @throws TabulariumError when the store fails.
 */
export async function decide(
  requests: readonly DecisionRequest[],
  parts: DecideParts,
  { actor, decidedAt, command, dryRun }: DecideOptions,
): Promise<DecideSummary> {
  const faults: DecisionFault[] = repeatedRequests(requests)
  const decisionsBySha = new Map<string, ReviewDecision[]>()
  let known = 0
  for (const [sha256, own] of grouped(requests, request => request.sha256)) {
    const document = await documentOf(sha256, parts)
    for (const request of own) {
      const checked = checkRequest(request, document, parts.library)
      if (checked.fault !== null) faults.push({ row: request.row, ...checked.fault })
      else if (checked.holdsAlready) known += 1
      else {
        const decision = { ...checked.decision, actor, decidedAt }
        decisionsBySha.set(sha256, [...(decisionsBySha.get(sha256) ?? []), decision])
      }
    }
  }
  const none = (found: readonly DecisionFault[]): DecideSummary => {
    return { faults: [...found].sort((a, b) => a.row - b.row), taken: 0, known, rebuild: null }
  }
  if (faults.length > 0 || decisionsBySha.size === 0) return none(faults)
  const only = new Set(decisionsBySha.keys())
  const decisionsOf = async (sha256: string) =>
    withDecisions(await parts.store.decisionsOf(sha256), decisionsBySha.get(sha256) ?? [])
  const trial = await rebuild(parts, { command, dryRun: true, only, decisionsOf })
  const left = new Map(trial.documents.flatMap(({ sha256, error }) => (error === null ? [] : [[sha256, error]])))
  const lost = requests.flatMap(({ sha256, row }): DecisionFault[] => {
    const error = left.get(sha256)
    if (error === undefined) return []
    return [
      { row, code: 'not-derivable', message: `Its document cannot be derived anew: ${error.message} ${error.hint}` },
    ]
  })
  if (lost.length > 0) return none(lost)
  const decisions = [...decisionsBySha.values()].flat()
  if (dryRun) return { faults: [], taken: decisions.length, known, rebuild: trial }
  await parts.store.saveDecisions(decisions)
  return { faults: [], taken: decisions.length, known, rebuild: await rebuild(parts, { command, dryRun, only }) }
}

/** Earlier decisions with newer ones in place of those about the same text, withdrawn ones left out. */
function withDecisions(earlier: readonly ReviewDecision[], newer: readonly ReviewDecision[]): ReviewDecision[] {
  const replaced = new Set(newer.map(decisionKeyToText))
  return [
    ...earlier.filter(decision => !replaced.has(decisionKeyToText(decision))),
    ...newer.filter(({ verdict }) => verdict !== 'withdrawn'),
  ]
}

interface KnownDocument {
  readonly isStored: boolean
  readonly forms: readonly FormRecord[]
  readonly decisionByKey: ReadonlyMap<string, ReviewDecision>
}

async function documentOf(sha256: string, { store }: DecideParts): Promise<KnownDocument> {
  const decisions = await store.decisionsOf(sha256)
  return {
    isStored: (await store.findDocument(sha256)) !== null,
    forms: await store.formsOf(sha256),
    decisionByKey: new Map(decisions.map(decision => [decisionKeyToText(decision), decision])),
  }
}

type Checked =
  | { readonly fault: Omit<DecisionFault, 'row'> }
  | {
      readonly fault: null
      readonly holdsAlready: boolean
      readonly decision: Omit<ReviewDecision, 'actor' | 'decidedAt'>
    }

function checkRequest(request: DecisionRequest, document: KnownDocument, library: FormLibrary): Checked {
  const { sha256, sequence, path, verdict, text } = request
  const fault = (code: DecisionFault['code'], message: string): Checked => ({ fault: { code, message } })
  if (!document.isStored) return fault('no-document', 'There is no such document in the database any more.')
  const form = document.forms.find(candidate => candidate.sequence === sequence)
  if (form === undefined) return fault('no-form', `Its document has no form ${sequence}.`)
  const stored = valueAt(form, path)
  if (stored === undefined) return fault('no-value', `Its form has no value "${path}".`)
  const ledger = form.corrections.filter(correction => correction.path === path)
  const entry = ledger.find(correction => correction.before === request.before)
  const printed = replay(rawText(form.provenance, path), ledger)
  const isWhole = request.before === printed || request.before === (stored ?? '')
  const key = { sha256, sequence, path, before: entry === undefined && isWhole ? printed : request.before }
  const earlier = document.decisionByKey.get(decisionKeyToText(key))
  if (entry === undefined && !isWhole && earlier === undefined)
    return fault('text-changed', `"${shown(request.before)}" does not stand there any more, but "${shown(printed)}".`)
  if (entry === undefined && earlier === undefined && verdict === 'rejected')
    return fault('nothing-proposed', 'No rule changed or proposes anything there: only edited says something.')
  const typing = typingOf(form, library)
  const own = text === null ? null : (typing?.clean(path, text) ?? text)
  if (own !== null && typing?.type(path, own).isRead === false)
    return fault('unreadable-text', `"${shown(own)}" cannot be read as what must stand there, an amount or a date.`)
  const holdsAlready =
    earlier === undefined
      ? verdict === 'withdrawn'
      : earlier.verdict === verdict && (text === earlier.text || (entry !== undefined && own === entry.after))
  const correction = earlier === undefined ? (entry ?? null) : earlier.correction
  return { fault: null, holdsAlready, decision: { ...key, verdict, text, correction } }
}

function typingOf(form: FormRecord, library: FormLibrary) {
  const family = library.families.find(({ definition }) => definition.type === form.formType)
  if (family === undefined) return null
  return textTyping({ form: family.definition, units: library.units, fiscalYear: form.fiscalYear })
}

function repeatedRequests(requests: readonly DecisionRequest[]): DecisionFault[] {
  return [...grouped(requests, decisionKeyToText).values()].flatMap(([first, ...others]) =>
    others.map(({ row }) => ({
      row,
      code: 'decided-twice' as const,
      message: `Row ${first?.row} decides about the same text.`,
    })),
  )
}

const LONGEST_SHOWN = 40

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
}
