import type { CorrectionOfForm } from '../store/store.ts'

/** How often a rule was of use, and what people thought of it. */
export interface RuleUses {
  readonly rule: string
  readonly method: string
  readonly applied: number
  readonly proposed: number
  readonly accepted: number
  readonly rejected: number
  /** Decided with another text than the rule's. */
  readonly edited: number
}

/** The uses of every rule that left an entry in the ledgers, by rule. A person's own text counts for the rule it replaces. */
export async function ruleUses(rows: AsyncIterable<CorrectionOfForm>): Promise<Map<string, RuleUses>> {
  const uses = new Map<string, RuleUses>()
  for await (const { correction } of rows) {
    const { rule, method, decided } = correction
    const none = { rule, method, applied: 0, proposed: 0, accepted: 0, rejected: 0, edited: 0 }
    const known = uses.get(rule) ?? none
    const isEdited = decided !== undefined && method === 'review'
    const part = isEdited ? 'edited' : correction.decision
    uses.set(rule, { ...known, method: isEdited ? known.method : method, [part]: known[part] + 1 })
  }
  return uses
}

/** Share of the decided uses in which the rule was right, 0..1; null where nobody decided. */
export function precisionOf({ accepted, rejected, edited }: RuleUses): number | null {
  const decided = accepted + rejected + edited
  return decided === 0 ? null : accepted / decided
}
