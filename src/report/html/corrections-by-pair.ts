import { type CorrectionGroup, percent, precisionOf } from '../correction-groups.ts'
import { differenceToMarkup } from './difference.ts'
import { type Markup, markup } from './markup.ts'
import { chinese } from './page.ts'

/** Pairs shown; the rest are read once or twice in an archive. */
const MOST_PAIRS = 100

/** Which characters are taken for which, the most frequent first; nothing where none are. */
export function pairsToMarkup(groups: readonly CorrectionGroup[]): Markup {
  if (groups.length === 0) return markup``
  const rows = groups.slice(0, MOST_PAIRS).map(pairToRow)
  return markup`<h2>By character pair</h2>
<div class="sheet"><table><thead><tr><th>Read</th><th>Meant</th><th class="number">Times</th><th class="number">Accepted</th><th class="number">Rejected</th><th class="number">Precision</th><th colspan="2">For example</th></tr></thead><tbody>
${rows}</tbody></table></div>\n`
}

function pairToRow({ pair, count, decisions, first: { correction } }: CorrectionGroup): Markup {
  const { before, after } = differenceToMarkup(correction.before, correction.after)
  const rejected = decisions.rejected + decisions.edited
  return markup`<tr data-item><td>${chinese(pair?.read ?? null)}</td><td>${chinese(pair?.meant ?? null)}</td><td class="number">${count}</td><td class="number">${decisions.accepted}</td><td class="number">${rejected}</td><td class="number">${precisionText(precisionOf(decisions))}</td><td class="text">${before}</td><td class="text">${after}</td></tr>\n`
}

/** 0..1 as people read it; nothing where nobody decided. */
export function precisionText(share: number | null): string {
  return share === null ? '' : `${percent(share)}%`
}
