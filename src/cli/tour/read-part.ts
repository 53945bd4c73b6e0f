import type { IngestSummary } from '../../run/ingest.ts'
import { summaryToText } from '../ingest/summary-to-text.ts'
import { tableToText } from '../terminal/text-table.ts'
import type { TourPart } from './tour-part.ts'

export async function readPart(summary: IngestSummary, width: number): Promise<TourPart> {
  const rows = summary.documents.map(({ file, status, pages, forms, indicators, error }) => [
    file,
    status,
    String(pages),
    String(forms),
    String(indicators),
    error?.message ?? '',
  ])
  const headings = ['document', 'status', 'pages', 'forms', 'indicators', '']
  const table = tableToText({ headings, rows, rightAligned: new Set([2, 3, 4]) }, width)
  return { title: 'What was read', text: table + summaryToText(summary) }
}
