import { isIdle } from '../model/idle-decision.ts'
import { keyOfDecision, type ReviewDecision } from '../model/review-decision.ts'
import type { KnownDocument } from './check-request.ts'
import type { DecisionRequest } from './decide.ts'
import type { DecisionFault } from './decision-fault.ts'

/** Decisions that have had no effect for some time: nothing new is lost with them. */
export function idleKeys({ forms, decisionByKey }: KnownDocument): string[] {
  const formBySequence = new Map(forms.map(form => [form.sequence, form]))
  return [...decisionByKey].flatMap(([key, decision]) =>
    isIdle(decision, formBySequence.get(decision.sequence)) ? [key] : [],
  )
}

/**
 * A fault for each decision that the requests would leave without effect: a new one, or one that has had its effect till now.
 * What a person wrote is never dropped without a word.
 * @param idle decisions without effect once the requests are taken
 * @param before keys of those that had none before
 * @param rowByKey rows of the new decisions
 */
export function overruledFaults(
  idle: readonly ReviewDecision[],
  before: ReadonlySet<string>,
  rowByKey: ReadonlyMap<string, number>,
  requests: readonly DecisionRequest[],
): DecisionFault[] {
  return idle.flatMap((decision): DecisionFault[] => {
    const key = keyOfDecision(decision)
    const own = rowByKey.get(key)
    if (own !== undefined)
      return [
        fault(own, 'It would change nothing: another decision about this value leaves no such text. Keep one of them.'),
      ]
    const row = requests.find(request => isAboutSameValue(request, decision))?.row
    if (before.has(key) || row === undefined) return []
    const { verdict, actor, before: text } = decision
    return [fault(row, `"${text}", ${verdict} by ${actor}, would not stand there any more: withdraw or edit that too.`)]
  })
}

function fault(row: number, message: string): DecisionFault {
  return { row, code: 'overruled', message }
}

function isAboutSameValue(request: DecisionRequest, { sha256, sequence, path }: ReviewDecision): boolean {
  return request.sha256 === sha256 && request.sequence === sequence && request.path === path
}
