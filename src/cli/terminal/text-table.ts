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
const NARROWEST = 12

/**
 * The table as lines no wider than `width` (null: as wide as need be), long texts cut; where the columns do not fit side by
 * side, row by row with every value whole.
 */
export function tableToText(table: TextTable, width: number | null): string {
  const rows = table.rows.map(row => row.map(toPrintable))
  const natural = table.headings.map((heading, index) =>
    rows.reduce((most, row) => Math.max(most, textWidth(row[index] ?? '')), textWidth(heading)),
  )
  const widths =
    width === null ? natural : fittedWidths(natural, width - GAP * (natural.length - 1), table.rightAligned)
  return widths === null ? recordsToText(table.headings, rows) : columnsToText({ ...table, rows }, widths)
}

/**
 * Makes the widest columns narrower until all fit into `available`; null where they cannot. Columns of `numbers` keep their
 * width: a number that is cut is another number.
 */
export function fittedWidths(
  natural: readonly number[],
  available: number,
  numbers: ReadonlySet<number> = new Set(),
): number[] | null {
  const limited = (limit: number) =>
    natural.map((width, index) => (numbers.has(index) ? width : Math.min(width, limit)))
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0)
  let limit = Math.max(...natural, 0)
  while (sum(limited(limit)) > available && limit > NARROWEST) limit -= 1
  const widths = limited(limit)
  let spare = available - sum(widths)
  if (spare < 0) return null
  return widths.map((width, index) => {
    const extra = width < (natural[index] ?? 0) && spare > 0 ? 1 : 0
    spare -= extra
    return width + extra
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

/** One value a line, whole however long it is; rows apart. */
function recordsToText(headings: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const names = Math.max(...headings.map(textWidth))
  const line = (row: readonly string[]) => (heading: string, column: number) =>
    `${padText(heading, names)}  ${row[column] ?? ''}\n`
  return rows.map((row, index) => `── ${index + 1} ${'─'.repeat(names)}\n${headings.map(line(row)).join('')}`).join('')
}

/** A rule under the headings, and nothing else: what is copied out of a terminal stays clean. */
const PLAIN = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', right: '', 'right-mid': '' },
  ...{ middle: ' '.repeat(GAP), mid: '─', 'mid-mid': '─'.repeat(GAP) },
}
