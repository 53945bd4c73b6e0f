import { distance } from 'fastest-levenshtein'
import type { CorrectionOfForm, StoreReader } from '../../store/store.ts'
import { tableToText } from '../terminal/text-table.ts'
import type { TourPart } from './tour-part.ts'

const SHOWN = 6

/** What was changed and what is only proposed, with some examples that show what repair can do. */
export async function repairedPart(reader: StoreReader, width: number): Promise<TourPart> {
  const counts = { applied: 0, proposed: 0, accepted: 0, rejected: 0 }
  const examples = new Map<string, { readonly row: CorrectionOfForm; count: number }>()
  for await (const row of reader.corrections()) {
    const { before, after, decision, rule } = row.correction
    counts[decision] += 1
    const key = JSON.stringify([rule, before, after])
    const known = examples.get(key)
    if (known === undefined) examples.set(key, { row, count: 1 })
    else known.count += 1
  }
  const shown = pickedByRule([...examples.values()].filter(({ row }) => row.correction.before !== ''))
  const rows = shown.map(({ row: { correction }, count }) => [
    correction.before,
    `→ ${correction.after}`,
    correction.decision,
    count === 1 ? '' : `${count} times`,
    correction.reason,
  ])
  const text = [
    `${counts.applied} corrections applied, ${counts.proposed} proposed for a person to decide.\nDigits, units and dates are never changed by a dictionary.\n`,
    tableToText({ headings: ['printed', 'read as', 'decision', '', 'why'], rows }, width),
  ]
  return { title: 'What was repaired', text: text.join('') }
}

/** The largest changes of each rule in turn: a label with half its strokes says more than a bracket. */
function pickedByRule<Example extends { readonly row: CorrectionOfForm }>(examples: readonly Example[]): Example[] {
  const byRule = new Map<string, Example[]>()
  for (const example of examples) {
    const rule = example.row.correction.rule
    byRule.set(rule, [...(byRule.get(rule) ?? []), example])
  }
  const change = ({ row }: Example) => distance(row.correction.before, row.correction.after)
  const queues = [...byRule.values()].map(list => list.sort((a, b) => change(b) - change(a)))
  const picked: Example[] = []
  for (let round = 0; picked.length < SHOWN && queues.some(queue => queue.length > round); round++)
    picked.push(...queues.flatMap(queue => queue.slice(round, round + 1)))
  return picked.slice(0, SHOWN)
}
