import type { LevelState } from '../../forms/form-definition.ts'
import type { NameModel } from '../../forms/name-model.ts'
import type { Correction } from '../../model/correction.ts'
import type { DraftRow } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import type { LabelledCell } from '../../model/form-sheet.ts'
import { foldText } from '../../model/printed-text.ts'
import { COSTS, type DecodedRun, decodeLevels, type LabelToken, type RowEvidence } from './decode-levels.ts'
import { joinCells } from './head-fields.ts'
import type { IndicatorRow } from './indicator-rows.ts'

/** Nats for each unit of label cost (cost for each character of the glyph distance). */
const NATS_PER_COST = 8
/** A row whose second best label is nearer than this is looked at by a person. */
const LEAST_MARGIN = 3.5
const RULE_VERSION = 1

export interface PlacedRows {
  readonly rows: readonly DraftRow[]
  readonly corrections: readonly Correction[]
  readonly review: readonly ReviewFlag[]
}

/** Gives every indicator row its level-1 and level-2 labels, and says which rows were placed by inference. */
export function placeRows(taken: readonly IndicatorRow[], states: readonly LevelState[], names: NameModel): PlacedRows {
  const evidence = taken.map((row, index) => rowEvidence(row, taken.slice(0, index), states, names))
  const { runs, margins } = decodeLevels(evidence, states)
  const rows: DraftRow[] = []
  const corrections: Correction[] = []
  const review: ReviewFlag[] = []
  for (const run of runs) {
    const state = states[run.state]
    if (state === undefined) continue
    const label = claimedLabel(run, taken, evidence)
    for (let index = run.from; index <= run.to; index++) {
      const source = taken[index]
      if (source === undefined) continue
      rows.push({
        level1: state.level1,
        level2: state.level2,
        level1Cells: [],
        level2Cells: label === null ? [] : [label.cell.cell],
        name: joinCells(source.name),
        value: joinCells(source.value),
      })
      const path = `indicators[${index}].level2`
      const reasons = [
        ...inferenceReasons(run, index, label, taken, evidence),
        ...((margins[index] ?? 0) < LEAST_MARGIN ? ['another label fits this row almost as well'] : []),
      ]
      if (reasons.length > 0) review.push({ path, reason: reasons.join('; ') })
      for (const doubt of source.doubts) {
        review.push({ path: `indicators[${index}].level3`, reason: doubt })
        review.push({ path: `indicators[${index}].value`, reason: doubt })
      }
      const correction = labelCorrection(path, state, label, margins[index] ?? null)
      if (correction !== null) corrections.push(correction)
    }
  }
  return { rows, corrections, review }
}

function rowEvidence(
  row: IndicatorRow,
  earlier: readonly IndicatorRow[],
  states: readonly LevelState[],
  names: NameModel,
): RowEvidence {
  // Variants of one label stand over the same indicators: words judge them by their first label.
  const firstOfRank = new Map(states.toReversed().map(state => [state.rank, state.level2]))
  const before = earlier.at(-1)
  const labels = [...new Set(firstOfRank.values())]
  const name = joinCells(row.name).text
  const words = names.logProbabilities(name, joinCells(row.value).text, labels)
  return {
    tokens: row.labels.map(label => labelToken(label, states)).filter(token => token.costs.some(Number.isFinite)),
    breakBefore: before !== undefined && before.segment !== row.segment,
    wordCosts: states.map(state => -(words.get(firstOfRank.get(state.rank) ?? '') ?? 0)),
    joined: isInCellAbove(row, earlier),
  }
}

/**
 * The ruling lines put the row into the level-2 cell of the row above. Over a page break that holds where one side of the
 * cell is blank: a cell of its own would show its own label.
 */
function isInCellAbove(row: IndicatorRow, earlier: readonly IndicatorRow[]): boolean {
  const before = earlier.at(-1)
  if (before === undefined || row.level2Cell === 'unknown') return false
  if (before.segment === row.segment) return row.level2Cell === 'goes-on'
  if (before.level2Cell === 'unknown') return false
  const cellAbove = earlier.findLast(r => r.level2Cell !== 'goes-on')
  return row.level2Cell === 'blank' || (cellAbove?.segment === before.segment && cellAbove.level2Cell === 'blank')
}

function labelToken({ matches }: LabelledCell, states: readonly LevelState[]): LabelToken {
  const cost = (role: 'level1' | 'level2', label: string) =>
    Math.min(
      ...matches.filter(match => match.role === role && match.label === label).map(match => match.cost * NATS_PER_COST),
    )
  const level2Costs = states.map(state => cost('level2', state.level2))
  return {
    level2Costs,
    costs: states.map((state, index) =>
      Math.min(level2Costs[index] ?? Number.POSITIVE_INFINITY, cost('level1', state.level1)),
    ),
  }
}

interface ClaimedLabel {
  readonly row: number
  readonly cell: LabelledCell
}

/** The level-2 label printed for a run: on its first rows rather than its last, inside rather than beside it. */
function claimedLabel(
  run: DecodedRun,
  taken: readonly IndicatorRow[],
  evidence: readonly RowEvidence[],
): ClaimedLabel | null {
  const inside = Array.from({ length: run.to - run.from + 1 }, (_, offset) => run.from + offset)
  for (const row of [...inside, run.from - 1, run.to + 1]) {
    let best: { cost: number; cell: LabelledCell } | null = null
    const tokens = evidence[row]?.tokens ?? []
    const cells = (taken[row]?.labels ?? []).filter(label =>
      label.matches.some(m => m.role === 'level1' || m.role === 'level2'),
    )
    for (const [index, cell] of cells.entries()) {
      const cost = tokens[index]?.level2Costs[run.state] ?? Number.POSITIVE_INFINITY
      if (cost < COSTS.contradicted && (best === null || cost < best.cost)) best = { cost, cell }
    }
    if (best !== null) return { row, cell: best.cell }
  }
  return null
}

function inferenceReasons(
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

/** The ledger entry that turns what was printed (or nothing) into the row's label. */
function labelCorrection(
  path: string,
  state: LevelState,
  label: ClaimedLabel | null,
  margin: number | null,
): Correction | null {
  const before = label?.cell.cell.reading.text ?? ''
  if (foldText(before) === foldText(state.level2)) return null
  const match = label?.cell.matches.find(m => m.role === 'level2' && m.label === state.level2)
  const cost = match?.cost ?? 0
  return {
    path,
    before,
    after: state.level2,
    method: label === null ? 'structure' : 'label',
    rule: label === null ? 'rows/decode' : match?.part ? 'label/part' : 'label/glyph',
    ruleVersion: RULE_VERSION,
    decision: 'applied',
    score: Math.max(0, 1 - cost),
    margin: margin === null || !Number.isFinite(margin) ? null : margin,
    candidates: (label?.cell.matches ?? [])
      .filter(m => m.role === 'level2')
      .map(m => ({ text: m.label, cost: m.cost })),
    place: label?.cell.cell.place ?? null,
    reason:
      label === null
        ? 'no label was read; order of printing and words leave this one'
        : 'the label of this column nearest to what was read',
  }
}
