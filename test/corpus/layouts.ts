/**
 * Columns in which the recogniser put the cells of a form, as seen in the seed: cells that span columns leave
 * empty ("phantom") columns behind, not in every row the same. Each list gives the column of each printed cell in order.
 */
export interface Layout {
  readonly width: number
  /** 项目名称, its value, 项目性质, its value, 项目类别, its value. */
  readonly project: readonly number[]
  /** Label, value, label, value. */
  readonly pairs: readonly number[]
  /** Block label, project item, its amount, year item, its amount; one list for each of the four rows. */
  readonly funds: readonly (readonly number[])[]
  /** Block label, 项目总目标, 年度总体目标. */
  readonly goals: readonly number[]
  /** Block label, levels 1 to 3, value. */
  readonly indicators: readonly number[]
}

const same = (columns: readonly number[]) => [columns, columns, columns, columns]

export const PLAIN_LAYOUT: Layout = {
  width: 6,
  project: [0, 1, 2, 3, 4, 5],
  pairs: [0, 1, 2, 3],
  funds: same([0, 1, 2, 3, 4]),
  goals: [0, 1, 3],
  indicators: [0, 1, 2, 3, 4],
}

/** The six layouts of the seed's twelve forms. */
export const LAYOUTS: readonly Layout[] = [
  PLAIN_LAYOUT,
  { ...PLAIN_LAYOUT, pairs: [0, 1, 3, 4] },
  {
    width: 9,
    project: [0, 1, 3, 4, 6, 7],
    pairs: [0, 1, 3, 4],
    funds: same([0, 1, 3, 4, 6]),
    goals: [0, 1, 4],
    indicators: [0, 1, 2, 3, 6],
  },
  {
    width: 7,
    project: [0, 1, 3, 4, 5, 6],
    pairs: [0, 1, 3, 4],
    funds: same([0, 1, 2, 3, 5]),
    goals: [0, 1, 4],
    indicators: [0, 1, 2, 3, 5],
  },
  {
    width: 7,
    project: [0, 1, 2, 3, 4, 5],
    pairs: [0, 1, 3, 4],
    funds: [
      [0, 1, 2, 3, 5],
      [0, 1, 3, 4, 6],
      [0, 1, 3, 4, 6],
      [0, 1, 2, 3, 5],
    ],
    goals: [0, 1, 3],
    indicators: [0, 1, 2, 3, 4],
  },
  {
    width: 7,
    project: [0, 1, 3, 4, 5, 6],
    pairs: [0, 1, 3, 4],
    funds: same([0, 1, 2, 3, 4]),
    goals: [0, 1, 3],
    indicators: [0, 1, 2, 3, 5],
  },
]

/** A continuation on a new page has no header to span, so its columns stand close. */
export const CONTINUATION_COLUMNS: readonly number[] = [0, 1, 2, 3, 4]

/** Puts the cells into their columns of a row of `width`, the rest left empty. */
export function cellsToRow(cells: readonly string[], columns: readonly number[], width: number): string[] {
  const row = Array<string>(width).fill('')
  for (const [i, cell] of cells.entries()) {
    const column = columns[i]
    if (column === undefined || column >= width) throw new RangeError(`no column for cell ${i}`)
    row[column] = cell
  }
  return row
}
