import CliTable from 'cli-table3'
import { cutText, padText, textWidth, toPrintable } from './text-width.ts'

export interface TextTable {
  readonly headings: readonly string[]
  readonly rows: ReadonlyArray<readonly string[]>
  /** Columns whose values stand at the right: numbers. */
  readonly rightAligned?: ReadonlySet<number>
}

/** Between two columns. */
const GAP = 2
/** A column is not made narrower than this: then rows are shown one below the other instead. */
const NARROWEST = 8

/** The table as lines no wider than `width` (null: as wide as need be): columns side by side, or row by row where they do not fit. */
export function tableToText(table: TextTable, width: number | null): string {
  const rows = table.rows.map(row => row.map(toPrintable))
  const natural = table.headings.map((heading, index) =>
    rows.reduce((most, row) => Math.max(most, textWidth(row[index] ?? '')), textWidth(heading)),
  )
  const widths = width === null ? natural : fittedWidths(natural, width - GAP * (natural.length - 1))
  return widths === null ? recordsToText(table.headings, rows, width) : columnsToText({ ...table, rows }, widths)
}

/** Makes the widest columns narrower until all fit into `available`; null where they cannot. */
export function fittedWidths(natural: readonly number[], available: number): number[] | null {
  const sum = (limit: number) => natural.reduce((total, width) => total + Math.min(width, limit), 0)
  let limit = Math.max(...natural, 0)
  while (sum(limit) > available && limit > NARROWEST) limit -= 1
  if (sum(limit) > available) return null
  let spare = available - sum(limit)
  return natural.map(width => {
    const extra = width > limit && spare > 0 ? 1 : 0
    spare -= extra
    return Math.min(width, limit + extra)
  })
}

function columnsToText({ headings, rows, rightAligned }: TextTable, widths: readonly number[]): string {
  const cut = (row: readonly string[]) => row.map((text, index) => cutText(text, widths[index] ?? 0))
  const table = new CliTable({
    head: cut(headings),
    colAligns: headings.map((_, index) => (rightAligned?.has(index) ? 'right' : 'left')),
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  })
  table.push(...rows.map(cut))
  return `${table.toString()}\n`
}

/** One value a line, rows apart. */
function recordsToText(
  headings: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  width: number | null,
): string {
  const names = Math.max(...headings.map(textWidth))
  return rows
    .map((row, index) => {
      const lines = headings.map((heading, column) => {
        const text = row[column] ?? ''
        return `${padText(heading, names)}  ${width === null ? text : cutText(text, Math.max(NARROWEST, width - names - 2))}`
      })
      return [`── ${index + 1} ${'─'.repeat(names)}`, ...lines, ''].join('\n')
    })
    .join('')
}

/** A rule under the headings, and nothing else: what is copied out of a terminal stays clean. */
const PLAIN = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', right: '', 'right-mid': '' },
  ...{ middle: ' '.repeat(GAP), mid: '─', 'mid-mid': '─'.repeat(GAP) },
}
