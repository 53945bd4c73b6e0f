import type { Decision } from '../../model/correction.ts'
import type { CorrectionOfForm, StoreReader } from '../../store/store.ts'
import { correctionGroups, type DecisionCounts, decisionPart, precisionOf } from '../correction-groups.ts'
import { type CellPictures, correctionsByDocument, cutNote, decisionPill } from './corrections-by-document.ts'
import { pairsToMarkup, precisionText } from './corrections-by-pair.ts'
import { differenceToMarkup } from './difference.ts'
import { type Markup, markup } from './markup.ts'
import { chinese, figuresToMarkup, filterBox, toPage } from './page.ts'
import { plural } from './words.ts'

/** Changes of one rule that read the same are one line; a page with more lines than this would be no page. */
const MOST_CHANGES = 2_000

/**
 * Corrections as a page: first by rule, equal changes together, then by what is taken for what, then document by document with
 * pictures of the cells. Read three times from the store.
 */
export async function* correctionsToHtml(
  reader: StoreReader,
  source: string,
  pictures?: CellPictures,
): AsyncGenerator<string> {
  const head = {
    title: 'Corrections',
    intro:
      'What repair changed, and what it only proposes for a person to decide. Every change keeps what was read before it. ' +
      'Digits, operators, units and dates are never changed by a dictionary.',
    source,
  }
  yield* toPage(head, parts(reader, pictures))
}

async function* parts(reader: StoreReader, pictures: CellPictures | undefined): AsyncGenerator<Markup> {
  const ledger = await summarised(reader)
  const { decisions } = ledger
  yield figuresToMarkup([
    { value: decisions.applied.toLocaleString('en'), label: 'applied', tone: 'good' },
    { value: decisions.proposed.toLocaleString('en'), label: 'proposed', tone: 'warn' },
    { value: decisions.accepted.toLocaleString('en'), label: 'accepted', tone: 'good' },
    { value: decisions.rejected.toLocaleString('en'), label: 'rejected' },
    { value: ledger.forms.toLocaleString('en'), label: 'forms touched' },
  ])
  if (ledger.forms === 0) {
    yield markup`<p>Nothing was corrected: everything could be taken as it was read.</p>`
    return
  }
  yield filterBox()
  yield markup`<h2>By rule</h2>\n`
  // What a person must decide comes first.
  const waits = ({ proposed }: RuleChanges) => Number(proposed > 0)
  const rules = [...ledger.rules.values()].sort((a, b) => waits(b) - waits(a) || b.count - a.count)
  for (const rule of rules) yield ruleToMarkup(rule)
  if (ledger.isCut) yield cutNote('changes')
  yield pairsToMarkup(await correctionGroups(reader.corrections(), 'pair'))
  yield markup`<h2>By document</h2>\n`
  yield* correctionsByDocument(reader, pictures)
}

interface Change {
  readonly first: CorrectionOfForm
  count: number
}

interface RuleChanges {
  readonly rule: string
  readonly method: string
  readonly changes: Map<string, Change>
  count: number
  proposed: number
  counts: Record<keyof DecisionCounts, number>
}

async function summarised(reader: StoreReader) {
  const decisions: Record<Decision, number> = { applied: 0, proposed: 0, accepted: 0, rejected: 0 }
  const rules = new Map<string, RuleChanges>()
  let changes = 0
  let forms = 0
  let form = ''
  for await (const row of reader.corrections()) {
    const { rule, method, before, after, decision } = row.correction
    const formKey = `${row.document.sha256} ${row.form.sequence}`
    if (formKey !== form) forms += 1
    form = formKey
    decisions[decision] += 1
    const group = rules.get(rule) ?? newRule(rule, method)
    rules.set(rule, group)
    group.count += 1
    group.counts[decisionPart(row.correction)] += 1
    if (decision === 'proposed') group.proposed += 1
    const key = JSON.stringify([before, after, decision])
    const known = group.changes.get(key)
    if (known) known.count += 1
    else if (changes < MOST_CHANGES) {
      group.changes.set(key, { first: row, count: 1 })
      changes += 1
    }
  }
  return { decisions, rules, forms, isCut: changes === MOST_CHANGES }
}

function newRule(rule: string, method: string): RuleChanges {
  const counts = { applied: 0, proposed: 0, accepted: 0, rejected: 0, edited: 0 }
  return { rule, method, changes: new Map(), count: 0, proposed: 0, counts }
}

/** `3 accepted, 1 rejected: precision 75%`; nothing where nobody decided. */
function judgementText(counts: DecisionCounts): string {
  const precision = precisionOf(counts)
  if (precision === null) return ''
  const { accepted, edited, rejected } = counts
  const told = Object.entries({ accepted, edited, rejected }).filter(([, count]) => count > 0)
  return `; ${told.map(([word, count]) => `${count} ${word}`).join(', ')}: precision ${precisionText(precision)}`
}

function ruleToMarkup({ rule, method, changes, count, counts }: RuleChanges): Markup {
  const sorted = [...changes.values()].sort((a, b) => b.count - a.count)
  const reasons = new Set(sorted.map(({ first }) => first.correction.reason))
  // A reason that is the same for all is told once.
  const common = reasons.size === 1 && markup`<span class="soft">${[...reasons][0]}</span>`
  const why = reasons.size > 1 && markup`<th>Why</th>`
  const rows = sorted.map(change => changeToRow(change, reasons.size > 1))
  return markup`<details open data-group><summary><code>${rule}</code><span class="soft">${method}, ${plural(count, 'correction')}${judgementText(counts)}</span>${common}</summary>
<div class="sheet"><table><thead><tr><th>Read</th><th>Taken as</th><th>Decision</th><th class="number">Times</th><th>For example</th>${why}</tr></thead><tbody>
${rows}</tbody></table></div></details>\n`
}

function changeToRow({ first: { document, form, correction }, count }: Change, tellsWhy: boolean): Markup {
  const why = tellsWhy && markup`<td class="soft">${correction.reason}</td>`
  const { before, after } = differenceToMarkup(correction.before, correction.after)
  return markup`<tr data-item><td class="text">${before}</td><td class="text">${after}</td><td>${decisionPill(correction)}</td><td class="number">${count}</td><td>${chinese(document.file)}:${form.sequence} <code>${correction.path}</code></td>${why}</tr>\n`
}
