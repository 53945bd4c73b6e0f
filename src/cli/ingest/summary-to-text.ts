import type { IngestSummary } from '../../run/ingest.ts'
import { plural } from '../terminal/duration.ts'
import { styled } from '../terminal/style.ts'
import { toPrintable } from '../terminal/text-width.ts'

const ENDINGS_SHOWN = 5

/** What a run came to, in a few lines for a person. */
export function summaryToText({
  documents,
  duplicates,
  passedOver,
  seconds,
  interrupted,
}: Omit<IngestSummary, 'runId'>): string {
  const others = passedOverToLines(passedOver)
  if (documents.length === 0 && !interrupted)
    return `${['There was nothing to read: no PDF, PNG, JPEG, TIFF, TXT or TSV file is in there.', ...others].join('\n')}\n`
  const counts = new Map<string, number>()
  for (const { status } of documents) counts.set(status, (counts.get(status) ?? 0) + 1)
  const sum = (part: 'forms' | 'indicators' | 'corrections' | 'findings') =>
    documents.reduce((total, document) => total + document[part], 0)
  const outcomes = [...counts].map(([status, count]) => `${count} ${status}`).join(', ')
  const lines = [
    `${styled('bold', plural(documents.length, 'document'))}: ${outcomes}, in ${seconds.toFixed(1)} s.`,
    `${plural(sum('forms'), 'form')}, ${plural(sum('indicators'), 'indicator')}, ${plural(sum('corrections'), 'correction')}, ${plural(sum('findings'), 'finding')}.`,
  ]
  const stillPartial = documents.filter(({ status, error }) => status === 'unchanged' && error !== null).length
  if (stillPartial > 0) lines.push(`${stillPartial} of the unchanged ${stillPartial === 1 ? 'is' : 'are'} partial.`)
  if (duplicates > 0)
    lines.push(
      `${plural(duplicates, 'form')} of these stand in another document too and ${duplicates === 1 ? 'is' : 'are'} counted there: SELECT * FROM duplicates`,
    )
  lines.push(...others)
  if (interrupted) lines.push('Interrupted: run the same command again to go on where it stopped.')
  if (counts.has('failed') || counts.has('partial') || stillPartial > 0)
    lines.push('What to do about the rest: tabularium report batch')
  return `${lines.join('\n')}\n`
}

/** `3 files of other kinds passed over: .docx, .rar.` */
function passedOverToLines(passedOver: IngestSummary['passedOver']): string[] {
  const count = Object.values(passedOver).reduce((sum, files) => sum + files, 0)
  if (count === 0) return []
  const endings = Object.keys(passedOver).map(ending => (ending === '' ? 'without ending' : toPrintable(ending)))
  const shown = endings.slice(0, ENDINGS_SHOWN).join(', ')
  const more = endings.length > ENDINGS_SHOWN ? ' and others' : ''
  return [`${plural(count, 'file')} of other kinds passed over: ${shown}${more}.`]
}

/** The line that `--json` ends with; the names are a contract. */
export function summaryToJson({
  documents,
  duplicates,
  passedOver,
  seconds,
  interrupted,
  runId,
}: Omit<IngestSummary, 'runId'> & { readonly runId: number | null }) {
  const counts = { loaded: 0, unchanged: 0, partial: 0, failed: 0 }
  for (const { status } of documents) counts[status] += 1
  return {
    documents,
    seconds: toMilliseconds(seconds),
    counts,
    duplicates,
    passedOver,
    interrupted,
    runId,
    error: null,
  }
}

/** The same for a run that an error ended. */
export function failureToJson(error: unknown, seconds: number) {
  const { code = 'defect', message, hint = '' } = error as { code?: string; message: string; hint?: string }
  return { documents: [], seconds: toMilliseconds(seconds), error: { code, message, hint, page: null } }
}

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000
