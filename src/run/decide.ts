import type { FormLibrary } from '../forms/form-library.ts'
import { grouped } from '../model/grouped.ts'
import { type DecidedText, keyOfDecision, type ReviewDecision, type Verdict } from '../model/review-decision.ts'
import { checkRequest, type KnownDocument } from './check-request.ts'
import type { DecisionFault } from './decision-fault.ts'
import { idleKeys, overruledFaults } from './overruled.ts'
import { type RebuildParts, type RebuildSummary, rebuild } from './rebuild.ts'

/** A decision as a person asks for it; `row` says where, for what is told of it. */
export interface DecisionRequest extends DecidedText {
  readonly row: number
  /** The rule that changed or proposes it, where several speak about one text; absent or '': the first of them. */
  readonly rule?: string
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
  const faults: DecisionFault[] = []
  const decisionsBySha = new Map<string, ReviewDecision[]>()
  const rowByKey = new Map<string, number>()
  const newRowByKey = new Map<string, number>()
  const idle = new Set<string>()
  let known = 0
  for (const [sha256, own] of grouped(requests, request => request.sha256)) {
    const document = await documentOf(sha256, parts)
    for (const key of idleKeys(document)) idle.add(key)
    for (const request of own) {
      const checked = checkRequest(request, document, parts.library)
      const key = checked.fault === null ? keyOfDecision(checked.decision) : null
      const first = key === null ? undefined : rowByKey.get(key)
      if (key !== null) rowByKey.set(key, first ?? request.row)
      if (checked.fault !== null) faults.push({ row: request.row, ...checked.fault })
      else if (first !== undefined) faults.push(decidedTwice(request.row, first))
      else if (checked.holdsAlready) known += 1
      else {
        const decision = { ...checked.decision, actor, decidedAt }
        newRowByKey.set(keyOfDecision(decision), request.row)
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
  const idleNow = trial.documents.flatMap(document => document.idle)
  lost.push(...overruledFaults(idleNow, idle, newRowByKey, requests))
  if (lost.length > 0) return none(lost)
  const decisions = [...decisionsBySha.values()].flat()
  if (dryRun) return { faults: [], taken: decisions.length, known, rebuild: trial }
  await parts.store.saveDecisions(decisions)
  return { faults: [], taken: decisions.length, known, rebuild: await rebuild(parts, { command, dryRun, only }) }
}

/** Earlier decisions with newer ones in place of those about the same text, withdrawn ones left out. */
function withDecisions(earlier: readonly ReviewDecision[], newer: readonly ReviewDecision[]): ReviewDecision[] {
  const replaced = new Set(newer.map(keyOfDecision))
  return [
    ...earlier.filter(decision => !replaced.has(keyOfDecision(decision))),
    ...newer.filter(({ verdict }) => verdict !== 'withdrawn'),
  ]
}

async function documentOf(sha256: string, { store }: DecideParts): Promise<KnownDocument> {
  const decisions = await store.decisionsOf(sha256)
  return {
    isStored: (await store.findDocument(sha256)) !== null,
    forms: await store.formsOf(sha256),
    decisionByKey: new Map(decisions.map(decision => [keyOfDecision(decision), decision])),
  }
}

function decidedTwice(row: number, first: number): DecisionFault {
  return { row, code: 'decided-twice', message: `Row ${first} decides about the same text.` }
}
