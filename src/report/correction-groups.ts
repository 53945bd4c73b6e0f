import type { Correction } from '../model/correction.ts'
import type { CorrectionOfForm } from '../store/store.ts'
import { characterPairs } from './character-pairs.ts'
import type { ReportColumn, ReportTable } from './report-table.ts'

/** What corrections are summed up by: `pair` is which characters are taken for which. */
export const correctionGroupings = ['rule', 'document', 'pair'] as const
export type CorrectionGrouping = (typeof correctionGroupings)[number]

/** How many corrections of a group there are, by what became of them. */
export interface DecisionCounts {
  readonly applied: number
  readonly proposed: number
  readonly accepted: number
  readonly rejected: number
  /** Decided with another text than the rule's. */
  readonly edited: number
}

export interface CorrectionGroup {
  /** The rule, the document's sha256, or the pair. */
  readonly key: string
  readonly count: number
  readonly decisions: DecisionCounts
  readonly documents: number
  readonly first: CorrectionOfForm
  readonly pair: { readonly read: string; readonly meant: string } | null
}

interface OpenGroup extends Omit<CorrectionGroup, 'documents'> {
  readonly shas: Set<string>
}

/** Corrections summed up, the most frequent group first; documents in their order. */
export async function correctionGroups(
  rows: AsyncIterable<CorrectionOfForm>,
  grouping: CorrectionGrouping,
): Promise<CorrectionGroup[]> {
  const groups = new Map<string, OpenGroup>()
  for await (const row of rows) {
    for (const { key, pair } of keysOf(row, grouping)) {
      const none = { applied: 0, proposed: 0, accepted: 0, rejected: 0, edited: 0 }
      const known = groups.get(key) ?? { key, count: 0, decisions: none, shas: new Set<string>(), first: row, pair }
      const part = decisionPart(row.correction)
      known.shas.add(row.document.sha256)
      const decisions = { ...known.decisions, [part]: known.decisions[part] + 1 }
      groups.set(key, { ...known, count: known.count + 1, decisions })
    }
  }
  const made = [...groups.values()].map(({ shas, ...group }): CorrectionGroup => ({ ...group, documents: shas.size }))
  return grouping === 'document' ? made : made.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}

/** Share of the decided corrections in which the rule was right, 0..1; null where nobody decided. */
export function precisionOf({ accepted, rejected, edited }: DecisionCounts): number | null {
  const decided = accepted + rejected + edited
  return decided === 0 ? null : accepted / decided
}

/** A person's own text counts against the rule it replaces. */
export function decisionPart({ decision, decided, method }: Correction): keyof DecisionCounts {
  return decided !== undefined && method === 'review' ? 'edited' : decision
}

function keysOf({ document, correction }: CorrectionOfForm, grouping: CorrectionGrouping) {
  if (grouping === 'rule') return [{ key: correction.rule, pair: null }]
  if (grouping === 'document') return [{ key: document.sha256, pair: null }]
  const pairs = characterPairs(correction).map(pair => ({ key: JSON.stringify([pair.read, pair.meant]), pair }))
  return pairs.filter(({ key }, index) => pairs.findIndex(other => other.key === key) === index)
}

/** The groups as a table: how many, what people decided, how often the rule was right. */
export function correctionGroupsTable(
  groups: readonly CorrectionGroup[],
  grouping: CorrectionGrouping,
): ReportTable<CorrectionGroup> {
  const columns = [...KEY_COLUMNS[grouping], ...COUNT_COLUMNS, ...(grouping === 'document' ? [] : EXAMPLE_COLUMNS)]
  return { name: 'Corrections', columns, rows: groups }
}

type Column = ReportColumn<CorrectionGroup>

const KEY_COLUMNS: Readonly<Record<CorrectionGrouping, readonly Column[]>> = {
  rule: [
    { key: 'rule', type: 'text', width: 24, value: ({ key }) => key },
    { key: 'method', type: 'text', width: 11, isDetail: true, value: ({ first }) => first.correction.method },
  ],
  document: [
    { key: 'file', type: 'text', width: 28, value: ({ first }) => first.document.file },
    { key: 'sha256', type: 'text', width: 12, isDetail: true, value: ({ key }) => key },
  ],
  pair: [
    { key: 'read', type: 'text', width: 8, value: ({ pair }) => pair?.read ?? null },
    { key: 'meant', type: 'text', width: 8, value: ({ pair }) => pair?.meant ?? null },
  ],
}

const COUNT_COLUMNS: readonly Column[] = [
  { key: 'corrections', type: 'integer', width: 11, value: ({ count }) => count },
  { key: 'documents', type: 'integer', width: 10, isDetail: true, value: ({ documents }) => documents },
  ...(['applied', 'proposed', 'accepted', 'edited', 'rejected'] as const).map(
    (part): Column => ({ key: part, type: 'integer', width: 9, value: ({ decisions }) => decisions[part] }),
  ),
  { key: 'precision_percent', type: 'number', width: 10, value: ({ decisions }) => percent(precisionOf(decisions)) },
]

const EXAMPLE_COLUMNS: readonly Column[] = [
  { key: 'example_before', type: 'text', width: 24, value: ({ first }) => first.correction.before },
  { key: 'example_after', type: 'text', width: 24, value: ({ first }) => first.correction.after },
]

/** 0..1 → per cent with one decimal. */
export function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 10
}
