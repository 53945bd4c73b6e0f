import type { ReviewDecision } from '../../model/review-decision.ts'
import { plural } from '../../report/html/words.ts'
import { textChange } from '../../report/text-change.ts'
import type { FormDifference } from '../../run/form-differences.ts'
import type { RebuildOutcome, RebuildSummary } from '../../run/rebuild.ts'
import { styled } from '../terminal/style.ts'
import { tableToText } from '../terminal/text-table.ts'
import { toPrintable } from '../terminal/text-width.ts'

/** Differences shown when they are applied at once; a dry run shows all. */
const SHOWN = 40

export interface SummaryOptions {
  readonly dryRun: boolean
  /** Columns of the terminal; null where there is none. */
  readonly width: number | null
  /** What to do to apply a dry run. */
  readonly apply?: string
}

/** What derives otherwise, for a person: every difference a line, then what could not be derived, then the sum. */
export function rebuildToText(
  summary: RebuildSummary,
  { dryRun, width, apply = 'tabularium rebuild' }: SummaryOptions,
): string {
  const { documents, seconds, interrupted } = summary
  const counts = countsOf(documents)
  // What comes on the list for review or goes from it can be very much: it is counted only.
  const differences = documents.flatMap(({ file, differences }) =>
    differences.flatMap(difference => (difference.kind === 'review' ? [] : [{ file, difference }])),
  )
  const shown = dryRun ? differences : differences.slice(0, SHOWN)
  const rows = shown.map(({ file, difference }) => differenceToRow(file, difference))
  const headings = ['form', 'value', 'before', 'after', 'why']
  const parts = [
    rows.length === 0 ? '' : `${tableToText({ headings, rows }, width)}\n`,
    shown.length < differences.length ? `${differences.length - shown.length} more: --json names all.\n\n` : '',
    ...documents.flatMap(({ file, error }) =>
      error === null ? [] : [`${styled('yellow', 'left')} ${file}: ${error.message} [${error.code}] → ${error.hint}\n`],
    ),
    ...documents.flatMap(({ file, idle }) => idle.map(decision => idleToLine(file, decision))),
    `${styled('bold', plural(documents.length, 'document'))}: ${counts.rebuilt} derived anew, ${counts.unchanged} up to date, ${counts.left} left as they were, in ${seconds.toFixed(1)} s.\n`,
    `${plural(counts.values, 'value')} ${dryRun ? 'would become' : 'became'} other, ${plural(counts.proposals, 'proposal')} ${dryRun ? 'would come or go' : 'came or went'}.\n`,
    `${plural(counts.findings, 'finding')} and ${plural(counts.reviews, 'value')} for review ${dryRun ? 'would come or go' : 'came or went'}.\n`,
    dryRun && counts.rebuilt > 0 ? `Nothing was changed; to apply it: ${apply}\n` : '',
    interrupted ? 'Interrupted: run the same command again to go on where it stopped.\n' : '',
  ]
  return parts.join('')
}

function idleToLine(file: string, { sequence, path, before, verdict, actor }: ReviewDecision): string {
  const what = `"${toPrintable(before)}" of ${path}, ${verdict} by ${toPrintable(actor)}`
  return `${styled('yellow', 'idle')} ${file}:${sequence}: ${what}, does not stand there any more\n`
}

/** The line of `--json`; the names are a contract. */
export function rebuildToJson({ documents, seconds, interrupted, runId }: RebuildSummary, dryRun: boolean) {
  return {
    dryRun,
    documents,
    counts: countsOf(documents),
    seconds: Math.round(seconds * 1000) / 1000,
    interrupted,
    runId,
  }
}

function countsOf(documents: readonly RebuildOutcome[]) {
  const counts = { rebuilt: 0, unchanged: 0, left: 0, values: 0, proposals: 0, findings: 0, reviews: 0, forms: 0 }
  for (const { status, differences } of documents) {
    counts[status] += 1
    for (const { kind } of differences) counts[KIND_COUNTS[kind]] += 1
  }
  return counts
}

const KIND_COUNTS = {
  value: 'values',
  proposal: 'proposals',
  finding: 'findings',
  review: 'reviews',
  form: 'forms',
} as const

function differenceToRow(file: string, { kind, sequence, path, before, after, why }: FormDifference): string[] {
  const [from, to] = before === null || after === null ? [before, after] : aroundChange(before, after)
  const shown = (text: string | null) => (text === null ? '(blank)' : toPrintable(text))
  const what =
    kind === 'proposal' || kind === 'finding' ? `${path} (${kind})` : kind === 'form' ? '(the whole form)' : path
  return [`${file}:${sequence}`, what, shown(from), shown(to), toPrintable(why)]
}

/** Texts longer than this are cut to what changes, with some characters around it. */
const LONGEST = 30
const CONTEXT = 8

function aroundChange(before: string, after: string): [before: string, after: string] {
  const [a, b] = [[...before], [...after]]
  if (Math.max(a.length, b.length) <= LONGEST) return [before, after]
  const { head, tail } = textChange(a, b)
  const cut = (characters: readonly string[]) => {
    const [start, end] = [Math.max(0, head - CONTEXT), characters.length - Math.max(0, tail - CONTEXT)]
    const middle = characters.slice(start, end).join('')
    return `${start > 0 ? '…' : ''}${middle}${end < characters.length ? '…' : ''}`
  }
  return [cut(a), cut(b)]
}
