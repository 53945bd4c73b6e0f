import type { LevelState } from '../../forms/form-definition.ts'
import type { NameModel } from '../../forms/name-model.ts'
import type { Candidate, Correction } from '../../model/correction.ts'
import type { DraftRow } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import type { LabelledCell, LabelMatch } from '../../model/form-sheet.ts'
import { foldText } from '../../model/printed-text.ts'
import { type ClaimedLabel, claimedLabel, inferenceReasons } from './claimed-labels.ts'
import {
  type DecodedRun,
  decodeLevels,
  type LabelToken,
  type LevelMargin,
  type RowEvidence,
  WIDEST_MARGIN,
} from './decode-levels.ts'
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
    const span1 = level1Span(run, runs, states)
    for (let index = run.from; index <= run.to; index++) {
      const source = taken[index]
      if (source === undefined) continue
      const label = claimedLabel('level2', state.level2, index, run, taken)
      const label1 = claimedLabel('level1', state.level1, index, span1, taken)
      rows.push({
        level1: state.level1,
        level2: state.level2,
        level1Cells: label1 === null ? [] : [label1.cell.cell],
        level2Cells: label === null ? [] : [label.cell.cell],
        name: joinCells(source.name),
        value: joinCells(source.value),
      })
      const path = `indicators[${index}].level2`
      const reasons = [
        ...inferenceReasons(run, index, label, taken, evidence),
        ...(label1 === null && label !== null && isEitherLevel(label.cell)
          ? ['the label it stands under is one of both levels, and no other was read']
          : []),
        ...((margins[index]?.cost ?? 0) < LEAST_MARGIN ? ['another label fits this row almost as well'] : []),
      ]
      if (reasons.length > 0) review.push({ path, reason: reasons.join('; ') })
      for (const doubt of source.doubts) {
        review.push({ path: `indicators[${index}].level3`, reason: doubt })
        review.push({ path: `indicators[${index}].value`, reason: doubt })
      }
      const level1 = labelCorrection(`indicators[${index}].level1`, 'level1', state.level1, label1, margins[index])
      const level2 = labelCorrection(path, 'level2', state.level2, label, margins[index])
      corrections.push(...[level1, level2].filter(correction => correction !== null))
    }
  }
  return { rows, corrections, review }
}

/** `成本指标` is printed as a label of the first level and of the second. */
function isEitherLevel({ matches }: LabelledCell): boolean {
  return (['level1', 'level2'] as const).every(role => matches.some(match => match.role === role && match.cost === 0))
}

/** The rows of all runs around one that stand under the same level-1 label. */
function level1Span(
  run: DecodedRun,
  runs: readonly DecodedRun[],
  states: readonly LevelState[],
): { from: number; to: number } {
  const isSame = (other: DecodedRun | undefined) =>
    other !== undefined && states[other.state]?.level1 === states[run.state]?.level1
  let first = runs.indexOf(run)
  let last = first
  while (isSame(runs[first - 1])) first -= 1
  while (isSame(runs[last + 1])) last += 1
  return { from: runs[first]?.from ?? run.from, to: runs[last]?.to ?? run.to }
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

/** The ledger entry that turns what was printed (or nothing) into the row's label. */
function labelCorrection(
  path: string,
  role: 'level1' | 'level2',
  after: string,
  label: ClaimedLabel | null,
  margin: LevelMargin | undefined,
): Correction | null {
  const before = label?.cell.cell.reading.text ?? ''
  if (before === after) return null
  const isFormat = foldText(before) === foldText(after)
  const match = label?.cell.matches.find(m => m.role === role && m.label === after)
  const cost = match?.cost ?? 0
  return {
    path,
    before,
    after,
    method: label === null ? 'structure' : isFormat ? 'format' : 'label',
    rule: label === null ? 'rows/decode' : isFormat ? 'label/format' : labelRule(match),
    ruleVersion: RULE_VERSION,
    decision: 'applied',
    score: label === null ? inferredScore(margin) : Math.max(0, 1 - cost),
    // The runner-up of a row is another level-2 label; its level-1 label may be the same.
    margin: role === 'level1' || margin?.label == null ? null : margin.cost,
    candidates:
      label === null
        ? inferredCandidates(role, after, margin)
        : label.cell.matches.filter(m => m.role === role).map(m => ({ text: m.label, cost: m.cost })),
    place: label?.cell.cell.place ?? null,
    reason:
      label === null
        ? 'no label was read; order of printing and words leave this one'
        : isFormat
          ? 'spaces and width as the form prints the label'
          : match?.margin === undefined
            ? 'the label of this column nearest to what was read'
            : 'the label of this column that the recogniser saw, whatever text it made of it',
  }
}

/** The share of the best reading against the next one: what is beyond the widest margin is at least as sure as that. */
function inferredScore(margin: LevelMargin | undefined): number {
  return 1 / (1 + Math.exp(-Math.min(margin?.cost ?? 0, WIDEST_MARGIN)))
}

function inferredCandidates(role: 'level1' | 'level2', after: string, margin: LevelMargin | undefined): Candidate[] {
  const next = role === 'level1' || margin?.label == null ? [] : [{ text: margin.label, cost: margin.cost }]
  return [{ text: after, cost: 0 }, ...next]
}

function labelRule(match: LabelMatch | undefined): string {
  if (match?.margin !== undefined) return 'label/posterior'
  return match?.part ? 'label/part' : 'label/glyph'
}
