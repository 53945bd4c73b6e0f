import { Decimal } from 'decimal.js'
import type { Finding } from '../../model/finding.ts'
import type { FindingOfForm, StoreReader } from '../../store/store.ts'
import { groupDigits } from '../format-yuan.ts'
import { type Markup, markup } from './markup.ts'
import { chinese, figuresToMarkup, filterBox, pill, type Tone, toPage } from './page.ts'

type Severity = Finding['severity']

const TONE_BY_SEVERITY: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'warn', info: 'info' }
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']

/** A page with more cards than this would be no page. */
const MOST_CARDS = 1_000

/** Findings as a page: by rule in figures, then one by one, the gravest and those with the most money first. */
export async function* findingsToHtml(reader: StoreReader, source: string): AsyncGenerator<string> {
  const head = {
    title: 'Findings',
    intro:
      'Contradictions and doubts in the forms themselves. Nothing was changed: the values stay as printed, ' +
      'and each finding says what would have been expected.',
    source,
  }
  yield* toPage(head, parts(reader))
}

async function* parts(reader: StoreReader): AsyncGenerator<Markup> {
  const { rules, kept, counts, total, amount } = await collected(reader)
  yield figuresToMarkup([
    { value: counts.error.toLocaleString('en'), label: 'errors', tone: 'bad' },
    { value: counts.warning.toLocaleString('en'), label: 'warnings', tone: 'warn' },
    { value: counts.info.toLocaleString('en'), label: 'for information', tone: 'info' },
    { value: groupDigits(amount.toFixed(2)), label: 'yuan at stake' },
  ])
  if (total === 0) {
    yield markup`<p>No check found anything to object to.</p>`
    return
  }
  yield markup`<h2>By rule</h2>
<div class="sheet"><table><thead><tr><th>Rule</th><th>Severity</th><th class="number">Findings</th><th class="number">Forms</th><th class="number">Yuan at stake</th></tr></thead><tbody>
${rules.map(ruleToRow)}</tbody></table></div>\n`
  yield markup`<h2>One by one</h2>\n`
  yield filterBox()
  for (const finding of kept) yield findingToCard(finding)
  if (kept.length < total)
    yield markup`<p class="soft">These are the ${MOST_CARDS} gravest. All ${total.toLocaleString('en')}: <code>tabularium report findings --out findings.csv</code></p>\n`
}

interface RuleTotal {
  readonly rule: string
  readonly severity: Severity
  count: number
  forms: number
  lastForm: string
  amount: Decimal
}

async function collected(reader: StoreReader) {
  const ruleByKey = new Map<string, RuleTotal>()
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 }
  let kept: FindingOfForm[] = []
  let total = 0
  let amount = new Decimal(0)
  for await (const row of reader.findings()) {
    const { rule, severity } = row.finding
    const money = new Decimal(row.finding.amountYuan ?? 0)
    const form = `${row.document.sha256} ${row.form.sequence}`
    const key = `${rule} ${severity}`
    const known = ruleByKey.get(key) ?? { rule, severity, count: 0, forms: 0, lastForm: '', amount: new Decimal(0) }
    ruleByKey.set(key, {
      ...known,
      count: known.count + 1,
      forms: known.forms + (known.lastForm === form ? 0 : 1),
      lastForm: form,
      amount: known.amount.plus(money),
    })
    counts[severity] += 1
    total += 1
    amount = amount.plus(money)
    kept.push(row)
    if (kept.length >= 2 * MOST_CARDS) kept = gravest(kept)
  }
  const rules = [...ruleByKey.values()].sort((a, b) => b.amount.cmp(a.amount) || b.count - a.count)
  return { rules, kept: gravest(kept), counts, total, amount }
}

function gravest(rows: readonly FindingOfForm[]): FindingOfForm[] {
  const money = ({ finding }: FindingOfForm) => new Decimal(finding.amountYuan ?? 0)
  const rank = ({ finding }: FindingOfForm) => SEVERITIES.indexOf(finding.severity)
  return [...rows].sort((a, b) => rank(a) - rank(b) || money(b).cmp(money(a))).slice(0, MOST_CARDS)
}

function ruleToRow({ rule, severity, count, forms, amount }: RuleTotal): Markup {
  const money = amount.isZero() ? chinese(null) : markup`${groupDigits(amount.toFixed(2))}`
  return markup`<tr><td><code>${rule}</code></td><td>${pill(severity, TONE_BY_SEVERITY[severity])}</td><td class="number">${count}</td><td class="number">${forms}</td><td class="number">${money}</td></tr>\n`
}

function findingToCard({ document, form, finding }: FindingOfForm): Markup {
  const tone = TONE_BY_SEVERITY[finding.severity]
  const money =
    finding.amountYuan !== null &&
    markup`<span class="money">${groupDigits(finding.amountYuan)} <small>yuan</small></span>`
  const versus =
    (finding.expected !== null || finding.actual !== null) &&
    markup`<dl class="versus"><dt>says</dt><dd>${chinese(valueText(finding.actual))}</dd><dt>expected</dt><dd>${chinese(valueText(finding.expected))}</dd></dl>`
  const place = `${document.file}:${form.sequence}`
  const about = [form.competentDepartment, form.fiscalYear].filter(part => part !== null).join(', ')
  return markup`<article class="card ${tone}" data-item><div class="card-head">${pill(finding.severity, tone)}<h3>${chinese(form.projectName)}</h3><span class="soft" lang="zh-Hans">${about}</span>${money}</div>
<div lang="zh-Hans">${finding.message}</div>${versus}
<div class="soft"><code>${finding.rule}</code> ${place} ${finding.path === '' ? '' : markup`<code>${finding.path}</code>`}</div></article>\n`
}

/** Amounts among the values are easier to compare with their thousands apart. */
function valueText(value: string | null): string | null {
  return value !== null && /^\d+\.\d\d$/u.test(value) ? groupDigits(value) : value
}
