import type { DocumentStatus } from '../../model/document.ts'
import { grouped } from '../../model/grouped.ts'
import type { Issue } from '../../model/issue.ts'
import type { DocumentOutcome } from '../../store/store.ts'
import type { Batch } from '../batch.ts'
import { type Markup, markup } from './markup.ts'
import { chinese, figuresToMarkup, filterBox, pill, type Tone, toPage } from './page.ts'
import { plural } from './words.ts'

const TONE_BY_STATUS: Readonly<Record<DocumentStatus, Tone>> = {
  loaded: 'good',
  unchanged: 'quiet',
  partial: 'warn',
  failed: 'bad',
}
const STATUSES: readonly DocumentStatus[] = ['loaded', 'unchanged', 'partial', 'failed']
const TONE_BY_SEVERITY: Readonly<Record<Issue['severity'], Tone>> = { error: 'bad', warning: 'warn', info: 'info' }
const ISSUES_SHOWN = 12

type ShownIssue = Omit<Issue, 'code'> & { readonly code: string }

/** A run as a page: first what needs a person, with the next step, then everything. */
export async function* batchToHtml(batch: Batch, source: string): AsyncGenerator<string> {
  const { run, outcomes } = batch
  const head = {
    title: `Batch ${run.id}`,
    intro: `${plural(outcomes.length, 'document')}, ${runText(batch)} What could not be read whole comes first, with what to do about it.`,
    source,
  }
  yield* toPage(head, parts(batch))
}

function* parts(batch: Batch): Generator<Markup> {
  const { outcomes, counts, issuesBySha } = batch
  const sum = (part: 'pages' | 'forms' | 'indicators') =>
    outcomes.reduce((total, outcome) => total + outcome[part], 0).toLocaleString('en')
  yield figuresToMarkup([
    ...STATUSES.filter(status => status !== 'unchanged' || counts[status] > 0).map(status => ({
      value: counts[status].toLocaleString('en'),
      label: status,
      tone: TONE_BY_STATUS[status],
    })),
    { value: sum('pages'), label: 'pages' },
    { value: sum('forms'), label: 'forms' },
    { value: sum('indicators'), label: 'indicators' },
  ])
  yield statusBar(batch)
  yield filterBox()
  const troubled = outcomes.filter(
    ({ status, sha256 }) => status === 'failed' || status === 'partial' || (sha256 !== null && issuesBySha.has(sha256)),
  )
  troubled.sort((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'))
  yield markup`<h2>To be looked at</h2>\n`
  if (troubled.length === 0) yield markup`<p>Nothing: every document was read whole.</p>\n`
  for (const outcome of troubled) yield outcomeToCard(outcome, batch)
  yield markup`<h2>All documents</h2>
<div class="sheet"><table><thead><tr><th>Document</th><th>Outcome</th><th class="number">Pages</th><th class="number">Forms</th><th class="number">Indicators</th><th class="number">Corrections</th><th class="number">Findings</th><th class="number">Seconds</th></tr></thead><tbody>\n`
  for (const outcome of outcomes) yield outcomeToRow(outcome)
  yield markup`</tbody></table></div>\n`
  yield markup`<h2>Next</h2>
<p class="next">Contradictions in what was read: <code>tabularium report findings --out findings.html</code></p>
<p class="next">What repair changed or proposes: <code>tabularium report corrections --out corrections.html</code></p>
<p class="next">Values that a person should look at: <code>tabularium query --named to-review</code></p>\n`
}

function runText({ run }: Batch): string {
  const begun = `begun ${timeText(run.startedAt)}`
  if (run.finishedAt === null) return `${begun}${run.status === 'running' ? ', still running or ended by force' : ''}.`
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000
  const end = run.status === 'finished' ? 'done' : run.status
  return `${begun}, ${end} after ${seconds < 120 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`}.`
}

function timeText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

function statusBar({ outcomes, counts }: Batch): Markup {
  const parts = STATUSES.filter(status => counts[status] > 0).map(status => {
    const share = ((counts[status] / outcomes.length) * 100).toFixed(2)
    return markup`<i class="${TONE_BY_STATUS[status]}" style="width:${share}%" title="${counts[status]} ${status}"></i>`
  })
  return markup`<div class="bar" role="img" aria-label="${STATUSES.map(status => `${counts[status]} ${status}`).join(', ')}">${parts}</div>\n`
}

function outcomeToCard(outcome: DocumentOutcome, { issuesBySha }: Batch): Markup {
  const issues = outcome.sha256 === null ? [] : (issuesBySha.get(outcome.sha256) ?? [])
  const all =
    issues.length === 0 && outcome.error !== null ? [{ severity: 'error' as const, ...outcome.error }] : issues
  const serious = all.filter(issue => issue.severity !== 'info')
  const shown = (serious.length > 0 ? serious : all).slice(0, ISSUES_SHOWN)
  // One that is unchanged stands here because it is not whole.
  const status = outcome.status === 'unchanged' ? 'partial' : outcome.status
  const kept =
    status === 'partial' &&
    `${outcome.status === 'unchanged' ? 'unchanged, ' : ''}${plural(outcome.forms, 'form')} with ${plural(outcome.indicators, 'indicator')} kept`
  return markup`<article class="card ${TONE_BY_STATUS[status]}" data-item><div class="card-head">${pill(status, TONE_BY_STATUS[status])}<h3>${chinese(outcome.file)}</h3><span class="soft">${kept}</span></div>
${[...grouped(shown, issue => issue.hint)].map(([hint, issues]) => stepToMarkup(hint, issues))}
${shown.length < serious.length && markup`<p class="soft">and ${serious.length - shown.length} more</p>`}
<div class="soft">${outcome.path}</div></article>\n`
}

/** Issues that ask for the same next step stand together. */
function stepToMarkup(hint: string, issues: readonly ShownIssue[]): Markup {
  const lines = issues.map(({ severity, code, page, message }) => {
    const where = page !== null && markup`<b>page ${page}</b> `
    return markup`<div>${pill(code, TONE_BY_SEVERITY[severity])} ${where}<span lang="zh-Hans">${message}</span></div>`
  })
  return markup`${lines}<p class="next">${hint}</p>\n`
}

function outcomeToRow({
  file,
  status,
  pages,
  forms,
  indicators,
  corrections,
  findings,
  seconds,
}: DocumentOutcome): Markup {
  const numbers = [pages, forms, indicators, corrections, findings].map(
    count => markup`<td class="number">${count}</td>`,
  )
  return markup`<tr data-item><td>${chinese(file)}</td><td>${pill(status, TONE_BY_STATUS[status])}</td>${numbers}<td class="number">${seconds?.toFixed(1)}</td></tr>\n`
}
