import type { LabelledCell } from '../../model/form-sheet.ts'
import { COSTS, type DecodedRun, type RowEvidence } from './decode-levels.ts'
import type { IndicatorRow } from './indicator-rows.ts'

/** A label that stands for a run of rows, and the row it is printed on. */
export interface ClaimedLabel {
  readonly row: number
  readonly cell: LabelledCell
}

/** Rows from one index to another, both included. */
type Span = Pick<DecodedRun, 'from' | 'to'>

/** The cell that shows a row's label of the role: the last one printed at or above the row in its run, else the first below, else one beside the run. */
export function claimedLabel(
  role: 'level1' | 'level2',
  label: string,
  index: number,
  { from, to }: Span,
  rows: readonly IndicatorRow[],
): ClaimedLabel | null {
  const above = Array.from({ length: index - from + 1 }, (_, offset) => index - offset)
  const below = Array.from({ length: to - index }, (_, offset) => index + 1 + offset)
  for (const row of [...above, ...below, from - 1, to + 1]) {
    let best: { cost: number; cell: LabelledCell } | null = null
    for (const cell of rows[row]?.labels ?? []) {
      const cost = matchCost(cell, role, label)
      if (cost !== null && (best === null || cost < best.cost)) best = { cost, cell }
    }
    if (best !== null) return { row, cell: best.cell }
  }
  return null
}

function matchCost({ matches }: LabelledCell, role: 'level1' | 'level2', label: string): number | null {
  const costs = matches.filter(match => match.role === role && match.label === label).map(match => match.cost)
  return costs.length === 0 ? null : Math.min(...costs)
}

/** Why a row's level-2 label is inferred rather than read; empty where it is read. */
export function inferenceReasons(
  run: DecodedRun,
  row: number,
  label: ClaimedLabel | null,
  taken: readonly IndicatorRow[],
  evidence: readonly RowEvidence[],
): string[] {
  if (label === null) return ['no label was read for this row; it was placed by its neighbours and its words']
  const reasons: string[] = []
  if (label.row < run.from || label.row > run.to) reasons.push('its label stands on a neighbouring row')
  else if (row < label.row) reasons.push('its label stands on a later row')
  if (evidence[row]?.tokens.some(token => (token.costs[run.state] ?? Number.POSITIVE_INFINITY) >= COSTS.contradicted))
    reasons.push('another label stands on this row')
  const isBroken = taken[row]?.segment !== taken[label.row]?.segment
  if (row > label.row && isBroken && !isJoinedTo(label.row, row, evidence))
    reasons.push('a page break separates it from its label')
  return reasons
}

/** Ruling lines lead from the label's row to the row without a gap. */
function isJoinedTo(labelRow: number, row: number, evidence: readonly RowEvidence[]): boolean {
  return evidence.slice(labelRow + 1, row + 1).every(between => between.joined)
}
