/** Columns of ink that hang together, px: `to` included, and how many of them hold ink. */
export interface InkRun {
  readonly from: number
  readonly to: number
  readonly columns: number
}

/** Ascending columns with ink as runs; `gap` px from one column to the next still hang together. */
export function inkRuns(columns: readonly number[], gap: number): InkRun[] {
  const runs: InkRun[] = []
  for (const x of columns) {
    const run = runs.at(-1)
    if (run === undefined || x - run.to > gap) runs.push({ from: x, to: x, columns: 1 })
    else runs[runs.length - 1] = { from: run.from, to: x, columns: run.columns + 1 }
  }
  return runs
}
