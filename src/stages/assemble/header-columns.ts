import type { FormDefinition } from '../../forms/form-definition.ts'
import type { LabelledCell } from '../../model/form-sheet.ts'
import { isPrinted } from './indicator-rows.ts'

type Column = FormDefinition['columns'][number]

/** What a cell costs that is given no column: more than any header that was taken for another. */
const UNNAMED = 1

interface Assignment {
  readonly cost: number
  readonly columns: readonly (Column | null)[]
}

/**
 * The column that each cell of a header row names; null for those that name none. Headers that differ by one stroke (一级, 二级, 三级)
 * are told apart by their order: columns stand left to right as in the form's definition, each at most once, and a header that was
 * not read is that of the one column missing between its neighbours.
 */
export function headerColumns(cells: readonly LabelledCell[], form: FormDefinition): (Column | null)[] {
  const columns = form.columns.filter(column => column.headers.length > 0)
  return withMissing(cells, cheapest(cells, columns, 0, 0).columns, columns)
}

/** The cheapest columns, from `column` on and in their order, for the cells from `cell` on; of equals the one that names cells early. */
function cheapest(
  cells: readonly LabelledCell[],
  columns: readonly Column[],
  cell: number,
  column: number,
): Assignment {
  const current = cells[cell]
  if (current === undefined) return { cost: 0, columns: [] }
  let best: Assignment | null = null
  for (const [index, candidate] of columns.entries()) {
    const cost = index < column ? null : headerCost(current, candidate)
    if (cost === null) continue
    const rest = cheapest(cells, columns, cell + 1, index + 1)
    if (best === null || cost + rest.cost < best.cost)
      best = { cost: cost + rest.cost, columns: [candidate, ...rest.columns] }
  }
  const rest = cheapest(cells, columns, cell + 1, column)
  if (best === null || UNNAMED + rest.cost < best.cost)
    best = { cost: UNNAMED + rest.cost, columns: [null, ...rest.columns] }
  return best
}

function headerCost({ matches }: LabelledCell, column: Column): number | null {
  const costs = matches.filter(match => match.role === 'header' && match.label === column.headers[0]).map(m => m.cost)
  return costs.length === 0 ? null : Math.min(...costs)
}

/** A printed cell without a column gets the one that is missing there, where exactly one is. */
function withMissing(
  cells: readonly LabelledCell[],
  named: readonly (Column | null)[],
  columns: readonly Column[],
): (Column | null)[] {
  return named.map((column, i) => {
    const next = named[i + 1]
    const cell = cells[i]
    if (column !== null || next == null || cell === undefined || !isPrinted(cell)) return column
    const before = named.slice(0, i).findLast(each => each !== null)
    const isGap = before === undefined || named[i - 1] === before
    const missing = columns.slice(before === undefined ? 0 : columns.indexOf(before) + 1, columns.indexOf(next))
    const isOther = cell.matches.some(match => match.role !== 'header')
    return isGap && missing.length === 1 && !isOther ? (missing[0] ?? null) : null
  })
}
