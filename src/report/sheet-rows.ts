import { isIdle } from '../model/idle-decision.ts'
import { type ReviewDecision, whatWasDecided } from '../model/review-decision.ts'
import type { CorrectionOfForm, FormKeys, StoreReader } from '../store/store.ts'

/** A row of the sheet of corrections; `isIdle`: a decision that stands in no ledger any more. */
export type SheetRow = CorrectionOfForm & { readonly isIdle?: boolean }

/** The ledgers, and behind them the decisions that find their text no longer: they can be taken back, or wait till it comes back. */
export async function* sheetRows(store: StoreReader): AsyncGenerator<SheetRow> {
  yield* store.corrections()
  yield* idleRows(store)
}

async function* idleRows(store: StoreReader): AsyncGenerator<SheetRow> {
  for await (const decisions of byDocument(store.decisions())) {
    const document = await store.findDocument(decisions[0]?.sha256 ?? '')
    if (document === null) continue
    const forms = await store.formsOf(document.sha256)
    for (const decision of decisions) {
      const form = forms.find(({ sequence }) => sequence === decision.sequence)
      if (!isIdle(decision, form)) continue
      const keys: FormKeys = {
        sequence: decision.sequence,
        fiscalYear: form?.fiscalYear ?? null,
        projectName: form?.fields.projectName ?? null,
        competentDepartment: form?.fields.competentDepartment ?? null,
      }
      yield { document, form: keys, correction: idleEntry(decision), isIdle: true }
    }
  }
}

function idleEntry(decision: ReviewDecision): CorrectionOfForm['correction'] {
  return {
    path: decision.path,
    before: decision.before,
    ...whatWasDecided(decision),
    decision: 'accepted',
    place: null,
    reason: 'what was decided about does not stand there any more; it changes nothing',
    decided: { by: decision.actor, at: decision.decidedAt },
  }
}

/** Decisions come document by document. */
async function* byDocument(decisions: AsyncIterable<ReviewDecision>): AsyncGenerator<ReviewDecision[]> {
  let own: ReviewDecision[] = []
  for await (const decision of decisions) {
    if (own.length > 0 && own[0]?.sha256 !== decision.sha256) {
      yield own
      own = []
    }
    own.push(decision)
  }
  if (own.length > 0) yield own
}
