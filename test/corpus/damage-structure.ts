import { CLIPPED_READINGS } from './clipped-labels.ts'
import type { FormTable, PrintedRow, Segment } from './form-table.ts'
import type { Random } from './random.ts'
import { createRandom } from './random.ts'
import { formToTable, tableToText } from './to-text.ts'
import type { FormTruth } from './truth.ts'

type Label = 'block' | 'level1' | 'level2'
/** Rows `first` to `last` under one label. */
interface Span {
  readonly label: Label
  readonly first: number
  readonly last: number
}

/** Changes the table, or says with null that this form offers no place for such damage. */
type Damage = (table: FormTable, random: Random) => FormTable | null

/** Spans of all labels that the rows print on their first row. */
function spansOf(rows: readonly PrintedRow[], label: Label): Span[] {
  const starts = rows.flatMap((row, i) => (row[label] === '' ? [] : [i]))
  return starts.map((first, k) => ({ label, first, last: (starts[k + 1] ?? rows.length) - 1 }))
}

const allSpans = (rows: readonly PrintedRow[]) => [...spansOf(rows, 'level1'), ...spansOf(rows, 'level2')]

const withRow = (table: FormTable, index: number, change: Partial<PrintedRow>): FormTable => ({
  ...table,
  rows: table.rows.with(index, { ...table.rows[index]!, ...change }),
})

/** Prints the label of row `from` on row `to` instead. */
const moveLabel = (table: FormTable, label: Label, from: number, to: number): FormTable =>
  withRow(withRow(table, from, { [label]: '' }), to, { [label]: table.rows[from]![label] })

const pickOrNull = <T>(list: readonly T[], random: Random): T | null => (list.length === 0 ? null : random.pick(list))

const withEdit = (table: FormTable, edit: (segments: readonly Segment[]) => Segment[]): FormTable => ({
  ...table,
  edits: [...table.edits, edit],
})

/** The break of the table, or a new one at a random row. */
const broken = (table: FormTable, random: Random): FormTable =>
  table.breaks.length > 0 ? table : { ...table, breaks: [random.int(1, table.rows.length - 1)] }

const breakOf = (table: FormTable) => table.breaks[0]!

const isBlank = (segment: Segment, column: number) => segment.every(row => (row[column] ?? '') === '')
const withoutColumn = (segment: Segment, column: number): Segment =>
  segment.map(row => row.filter((_, i) => i !== column))

/** A row one column to the left; its empty first cell is lost. */
const shifted = (row: readonly string[]) => (row[0] === '' ? [...row.slice(1), ''] : row)

const labelShift =
  (by: -1 | 1): Damage =>
  (table, random) => {
    const spans = allSpans(table.rows).filter(({ label, first, last }) =>
      by === 1 ? last > first : first > 0 && table.rows[first - 1]?.[label] === '',
    )
    const span = pickOrNull(spans, random)
    return span && moveLabel(table, span.label, span.first, span.first + by)
  }

const splitLabel: Damage = (table, random) => {
  const places = allSpans(table.rows)
    .filter(({ first, last }) => last > first)
    .flatMap(({ label, first, last }) => range(first + 1, last).map(at => ({ label, first, at })))
  const blocks = range(1, table.rows.length - 1).map(at => ({ label: 'block' as Label, first: 0, at }))
  const place = pickOrNull(random.chance(0.4) ? blocks : places, random)
  if (!place) return null
  const text = table.rows[place.first]![place.label]
  const cut = random.chance(0.7) ? text.length - 2 : random.int(1, text.length - 1)
  const upper = withRow(table, place.first, { [place.label]: text.slice(0, cut).trim() })
  const lower = withRow(upper, place.at, { [place.label]: text.slice(cut) })
  return { ...lower, breaks: [place.at] }
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

/** The break falls into a span and its label stands on the second page only. */
const labelAfterBreak: Damage = (table, random) => {
  const spans = allSpans(table.rows).filter(({ first, last }) => last > first)
  const span = pickOrNull(spans, random)
  if (!span) return null
  const at = span.label === 'level1' ? random.int(span.first + 1, span.last) : span.first + 1
  if (table.rows[at]![span.label] !== '') return null
  const moved = moveLabel({ ...table, breaks: [at] }, span.label, span.first, at)
  const inner = spansOf(moved.rows, 'level2').find(({ first, last }) => first === at - 1 && last >= at)
  const both = span.label === 'level1' && inner && random.chance(0.5) ? moveLabel(moved, 'level2', at - 1, at) : moved
  return random.chance(0.5) ? moveLabel(both, 'block', 0, at) : both
}

const level1MidSpan: Damage = table => {
  const spans = spansOf(table.rows, 'level1').filter(({ first, last }) => last > first)
  if (spans.length === 0) return null
  return spans.reduce((t, { first, last }) => moveLabel(t, 'level1', first, (first + last + 1) >> 1), table)
}

const continuationLosesColumns: Damage = (table, random) =>
  withEdit(broken(table, random), segments => [
    segments[0]!,
    ...segments.slice(1).map(segment => {
      const narrow = withoutColumn(segment, 0)
      return isBlank(narrow, 0) ? withoutColumn(narrow, 0) : narrow
    }),
  ])

const lostColumn: Damage = (table, random) => {
  const cut = random.chance(0.5) ? broken(table, random) : table
  const target = random.int(0, cut.breaks.length)
  const column = random.int(0, 1)
  return withEdit(cut, segments =>
    segments.map((segment, i) => {
      if (i !== target) return segment
      const head = i === 0 ? table.head.length : 0
      return [...segment.slice(0, head), ...withoutColumn(segment.slice(head), column)]
    }),
  )
}

/** Rows on one side of the break, up to three, stand a column to the left. */
const rowLeftShift: Damage = (table, random) => {
  const cut = broken(table, random)
  const at = breakOf(cut)
  const before = random.chance(0.5)
  const count = random.int(1, 3)
  const touched = before ? cut.rows.slice(Math.max(0, at - count), at) : cut.rows.slice(at, at + count)
  if (touched.some(row => row.block !== '')) return null
  return withEdit(cut, segments =>
    segments.map((segment, i) => {
      const from = before ? segment.length - touched.length : 0
      if (i !== (before ? 0 : 1)) return segment
      return segment.map((row, k) => (k >= from && k < from + touched.length ? shifted(row) : row))
    }),
  )
}

/** The last row before the break: its name at the left edge, its value in the fourth column. */
const rowAtLeftEdge: Damage = (table, random) => {
  const places = range(1, table.rows.length - 1).filter(at => {
    const { block, level1, level2 } = table.rows[at - 1]!
    return block + level1 + level2 === ''
  })
  const at = table.breaks.length > 0 ? breakOf(table) : pickOrNull(places, random)
  if (at === null || !places.includes(at)) return null
  const { name, value } = table.rows[at - 1]!
  return withEdit({ ...table, breaks: [at] }, segments =>
    segments.map((segment, i) =>
      i === 0
        ? segment.with(
            -1,
            segment.at(-1)!.map((_, c) => (c === 0 ? name : c === 3 ? value : '')),
          )
        : segment,
    ),
  )
}

/** Level-2 labels one column to the left, in the column of level 1. */
const labelInLeftColumn: Damage = (table, random) => {
  const places = table.rows.flatMap((row, i) => (row.level2 !== '' && row.level1 === '' ? [i] : []))
  const count = random.int(1, 2)
  if (places.length === 0) return null
  return random
    .shuffle(places)
    .slice(0, count)
    .reduce((t, i) => withRow(t, i, { level1: t.rows[i]!.level2, level2: '' }), table)
}

const phantomColumn: Damage = (table, random) => {
  const cut = random.chance(0.5) ? broken(table, random) : table
  const target = random.int(0, cut.breaks.length)
  const column = random.int(0, 4)
  const share = random.pick([1, 1, 0.5])
  const isHit = cut.rows.map(() => random.chance(share))
  return withEdit(cut, segments =>
    segments.map((segment, i) =>
      i !== target
        ? segment
        : segment.map((row, k) => {
            const index = i === 0 ? k - table.head.length : k
            return isHit[index] ? row.toSpliced(column, 0, '') : [...row, '']
          }),
    ),
  )
}

/** The label next to the break is misread, as half of it is missing. */
const clippedLabel: Damage = (table, random) => {
  const places = allSpans(table.rows).filter(({ first }) => first > 0)
  const place = pickOrNull(places, random)
  if (!place) return null
  const text = table.rows[place.first]![place.label]
  const readings = CLIPPED_READINGS.get(text)
  if (!readings) throw new Error(`no clipped reading of ${text}`)
  return { ...withRow(table, place.first, { [place.label]: random.pick(readings) }), breaks: [place.first] }
}

const pageBreak: Damage = (table, random) => ({ ...table, breaks: [random.int(0, table.rows.length - 1)] })

const twoPageBreaks: Damage = (table, random) => {
  const [a, b] = random.shuffle(range(1, table.rows.length - 1))
  return a === undefined || b === undefined ? null : { ...table, breaks: [Math.min(a, b), Math.max(a, b)] }
}

const pageBreakInHead: Damage = (table, random) => ({ ...table, headBreaks: [random.int(3, table.head.length - 1)] })

/** As in the seed: what happens around one break comes together. */
const combination: Damage = (table, random) => {
  const around = random.pick([clippedLabel, splitLabel, labelAfterBreak, rowAtLeftEdge, broken])
  const start = around(table, random) ?? broken(table, random)
  const others = random
    .shuffle([rowLeftShift, labelInLeftColumn, labelShift(1), labelShift(-1), phantomColumn])
    .slice(0, random.int(1, 2))
  const damaged = others.reduce((t, damage) => damage(t, random) ?? t, start)
  return random.chance(0.7) ? continuationLosesColumns(damaged, random) : damaged
}

const DAMAGES = {
  'page-break': pageBreak,
  'two-page-breaks': twoPageBreaks,
  'page-break-in-head': pageBreakInHead,
  'label-early': labelShift(-1),
  'label-late': labelShift(1),
  'label-after-break': labelAfterBreak,
  'label-in-left-column': labelInLeftColumn,
  'level1-mid-span': level1MidSpan,
  'split-label': splitLabel,
  'clipped-label': clippedLabel,
  'row-left-shift': rowLeftShift,
  'row-at-left-edge': rowAtLeftEdge,
  'continuation-loses-columns': continuationLosesColumns,
  'lost-column': lostColumn,
  'phantom-column': phantomColumn,
  combination,
} as const satisfies Record<string, Damage>

export type DamageKind = keyof typeof DAMAGES
export const DAMAGE_KINDS = Object.keys(DAMAGES) as DamageKind[]

/** The form's text with one kind of damage, the same for the same seed; null where the form offers no place for it. */
export function damageForm(truth: FormTruth, kind: DamageKind, seed: number): string | null {
  const random = createRandom(seed, kind, truth.competentDepartment, truth.projectName, truth.fiscalYear)
  const table = DAMAGES[kind](formToTable(truth, { seed }), random)
  return table && tableToText(table, truth.fiscalYear)
}

/** The form once for each of its indicator rows, broken before that row. */
export function breakAtEveryRow(truth: FormTruth, seed: number): string[] {
  const table = formToTable(truth, { seed })
  return table.rows.map((_, row) => tableToText({ ...table, breaks: [row] }, truth.fiscalYear))
}
