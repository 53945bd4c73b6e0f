import type { LevelState } from '../../forms/form-definition.ts'
import { runningSums } from './running-sums.ts'

/** A label beside an indicator row, with its cost (nats) under each state; Infinity where it speaks for another state. */
export interface LabelToken {
  readonly costs: readonly number[]
  /** The token is a level-2 label under that state (a level-1 label covers several states). */
  readonly level2Costs: readonly number[]
}

/** What is known of one indicator row before decoding. */
export interface RowEvidence {
  readonly tokens: readonly LabelToken[]
  /** The row begins a new segment: a page break precedes it. */
  readonly breakBefore: boolean
  /** Cost (nats) of each state by the row's words. */
  readonly wordCosts: readonly number[]
  /** The ruling lines put the row into the same level-2 cell as the row before. */
  readonly joined: boolean
}

/** A run of rows under one state. */
export interface DecodedRun {
  readonly from: number
  readonly to: number
  readonly state: number
}

/** How far the best reading that gives a row another level-2 label lies behind: its cost (nats) less the best cost, and that label. */
export interface LevelMargin {
  /** Infinity beyond `WIDEST_MARGIN`. */
  readonly cost: number
  /** null beyond `WIDEST_MARGIN`. */
  readonly label: string | null
}

export interface DecodedLevels {
  readonly runs: readonly DecodedRun[]
  /** One for each row. */
  readonly margins: readonly LevelMargin[]
}

/**
 * Costs in nats. They were set on the tuning half of test/bench/structure.ts; only their order matters much:
 * a displaced label is rarer than a label lost at a page break, a run without any label rarer still, and a label that
 * contradicts its neighbourhood altogether the rarest.
 */
export const COSTS = {
  /** A label stands one row before or after the rows it governs, in the middle of a page or next to a page break. */
  displaced: 5,
  displacedAtBreak: 3,
  /** A label speaks for no row near it. */
  contradicted: 7,
  /** No label for a run in the middle of a page, or next to a page break. */
  unlabelled: 12,
  unlabelledAtBreak: 1.2,
  /** The label, of level 2 or level 1, stands in the middle of its rows. */
  late: 5,
  lateAfterBreak: 0.4,
  /** Another run begins. */
  run: 0.3,
  /** The order of printing is broken, or a variant label is taken that is not printed. */
  backward: 7,
  unprintedVariant: 3,
  /** A run boundary inside one merged cell. */
  splitCell: 12,
} as const

/** Margins beyond this are not looked for: they would change nothing. */
export const WIDEST_MARGIN = 4

/**
 * Gives every indicator row its state: the cheapest way to cut the rows into runs of one state each, in the template's
 * order, so that labels, page breaks and words agree best. A semi-Markov decoder: `best` holds the cheapest ending for
 * every (row, previous state, whether the labels of the previous run's last row still wait to be claimed).
 */
export function decodeLevels(rows: readonly RowEvidence[], states: readonly LevelState[]): DecodedLevels {
  if (rows.length === 0) return { runs: [], margins: [] }
  return new Decoder(rows, states).decode()
}

interface Step {
  readonly cost: number
  readonly to: number
  readonly state: number
  readonly pending: boolean
}

/** How rows before a run were read: the state of the last run, and whether its last row's labels still wait. */
interface Beginning {
  readonly previous: number
  readonly pending: boolean
  readonly cost: number
}

const NO_STATE = -1
/** Behind every row, and behind the end: no label of the state follows. */
const NO_ROW = 0x7fffffff
/** Rows this near to a page break may have shifted against their labels. */
const NEAR = 3

class Decoder {
  readonly #rows: readonly RowEvidence[]
  readonly #states: readonly LevelState[]
  /** Sums over the rows before an index, by state: word costs, and labels charged to the row's own state. */
  readonly #wordSums: readonly Float64Array[]
  readonly #labelSums: readonly Float64Array[]
  /** Sums of what level-1 labels cost that do not stand on the first row of their level. */
  readonly #lateSums: readonly Float64Array[]
  /** By state: the first row at or after an index with a label that speaks for the state. */
  readonly #nextLabel: readonly Int32Array[]
  readonly #breakSums: Float64Array
  readonly #charges: Float64Array
  readonly #endings = new Map<number, Step>()

  constructor(rows: readonly RowEvidence[], states: readonly LevelState[]) {
    this.#rows = rows
    this.#states = states
    this.#breakSums = runningSums(rows, row => (row.breakBefore ? 1 : 0))
    this.#charges = new Float64Array(rows.length * states.length * (states.length + 1)).fill(Number.NaN)
    this.#wordSums = states.map((_, state) => runningSums(rows, row => row.wordCosts[state] ?? 0))
    this.#labelSums = states.map((_, state) => runningSums(rows, (_row, index) => this.#charge(index, state, NO_STATE)))
    this.#lateSums = states.map((_, state) => runningSums(rows, (_row, index) => this.#lateLevel1(index, state)))
    this.#nextLabel = states.map((_, state) => {
      const next = new Int32Array(rows.length + 1).fill(NO_ROW)
      for (let row = rows.length - 1; row >= 0; row--) next[row] = this.#speaksFor(row, state) ? row : next[row + 1]!
      return next
    })
  }

  decode(): DecodedLevels {
    const runs: DecodedRun[] = []
    this.#fillEndings()
    let step = this.#ending(0, NO_STATE, false)
    const bestCost = step.cost
    for (let from = 0; from < this.#rows.length; ) {
      runs.push({ from, to: step.to, state: step.state })
      from = step.to + 1
      if (from < this.#rows.length) step = this.#ending(from, step.state, step.pending)
    }
    return { runs, margins: this.#margins(runs, bestCost) }
  }

  /** From the last row back, so that each ending finds those behind it: rows are many, the call stack is not deep. */
  #fillEndings(): void {
    for (let from = this.#rows.length - 1; from > 0; from--)
      for (let previous = 0; previous < this.#states.length; previous++)
        for (const pending of [false, true]) this.#ending(from, previous, pending)
  }

  /** The cheapest way to read rows `from` to the end after a run of `previous`. */
  #ending(from: number, previous: number, pending: boolean): Step {
    const key = (from * (this.#states.length + 1) + previous + 1) * 2 + (pending ? 1 : 0)
    const known = this.#endings.get(key)
    if (known !== undefined) return known
    let best: Step = { cost: Number.POSITIVE_INFINITY, to: from, state: 0, pending: false }
    for (let state = 0; state < this.#states.length; state++) {
      if (state === previous) continue
      const entry = this.#boundary(from, previous, pending, state)
      this.#eachRun(from, previous, state, entry, best.cost, (to, cost, stillPending) => {
        const total = cost + this.#rest(to, state, stillPending)
        if (total < best.cost) best = { cost: total, to, state, pending: stillPending }
        return best.cost
      })
    }
    this.#endings.set(key, best)
    return best
  }

  #rest(to: number, state: number, pending: boolean): number {
    if (to + 1 < this.#rows.length) return this.#ending(to + 1, state, pending).cost
    return pending ? this.#charge(to, state, NO_STATE) : 0
  }

  /**
   * Tries every end of a run of `state` that begins at `from`, with the labels of its last row charged now or left to the
   * next boundary. `visit` gets the cost so far and returns the highest cost that is still of interest.
   */
  #eachRun(
    from: number,
    previous: number,
    state: number,
    entry: number,
    limit: number,
    visit: (to: number, cost: number, pending: boolean) => number,
  ): void {
    const words = this.#wordSums[state]!
    const labels = this.#labelSums[state]!
    const late = this.#lateSums[state]!
    const first = this.#charge(from, state, previous)
    const lateFrom =
      previous === NO_STATE || this.#states[previous]!.level1 !== this.#states[state]!.level1 ? from + 1 : from
    let most = limit
    for (let to = from; to < this.#rows.length; to++) {
      const walked = entry + COSTS.run + words[to + 1]! - words[from]!
      if (walked >= most) return
      const cost = walked + this.#labelPosition(from, to, state) + late[to + 1]! - late[lateFrom]!
      if (to === from) {
        if (cost < most) most = visit(to, cost, true)
        if (cost + first < most) most = visit(to, cost + first, false)
      } else {
        const inner = cost + first + labels[to]! - labels[from + 1]!
        if (inner < most) most = visit(to, inner, true)
      }
    }
  }

  /** The price of a run whose label does not stand on its first row. */
  #labelPosition(from: number, to: number, state: number): number {
    const label = this.#nextLabel[state]![from]!
    if (label === from) return 0
    if (label <= to) return this.#hasBreak(from, label) ? COSTS.lateAfterBreak : COSTS.late
    if (label === to + 1 || (from > 0 && this.#nextLabel[state]![from - 1] === from - 1)) return 0
    const variant = this.#states[state]?.variant ? COSTS.unprintedVariant : 0
    const atBreak = this.#rows[from]?.breakBefore || this.#hasBreak(from, Math.min(to + 1, this.#rows.length - 1))
    return variant + (atBreak ? COSTS.unlabelledAtBreak : COSTS.unlabelled)
  }

  /** A level-1 label of the state on this row, should the row not be the first of its level. */
  #lateLevel1(row: number, state: number): number {
    const has = this.#rows[row]!.tokens.some(
      token =>
        (token.costs[state] ?? Number.POSITIVE_INFINITY) < (token.level2Costs[state] ?? Number.POSITIVE_INFINITY),
    )
    if (!has) return 0
    return this.#breakSums[row + 1]! > 0 ? COSTS.lateAfterBreak : COSTS.late
  }

  /** A page break lies between the two rows. */
  #hasBreak(from: number, to: number): boolean {
    const last = this.#rows.length - 1
    return this.#breakSums[Math.min(to, last) + 1]! > this.#breakSums[Math.max(from, -1) + 1]!
  }

  #speaksFor(row: number, state: number): boolean {
    return this.#rows[row]!.tokens.some(
      token => (token.level2Costs[state] ?? Number.POSITIVE_INFINITY) < COSTS.contradicted,
    )
  }

  /** The step from one run to the next, with the labels that the last row of the previous run kept waiting. */
  #boundary(from: number, previous: number, pending: boolean, state: number): number {
    if (previous === NO_STATE) return 0
    const order = this.#states[state]!.rank > this.#states[previous]!.rank ? 0 : COSTS.backward
    const cell = this.#rows[from]!.joined ? COSTS.splitCell : 0
    return order + cell + (pending ? this.#charge(from - 1, previous, state) : 0)
  }

  /** Cost of the labels on a row under its own state, or displaced under the neighbouring run's state. */
  #charge(row: number, state: number, neighbour: number): number {
    const key = (row * this.#states.length + state) * (this.#states.length + 1) + neighbour + 1
    const known = this.#charges[key]!
    if (!Number.isNaN(known)) return known
    let sum = 0
    const displaced = this.#hasBreak(row - 1 - NEAR, row + NEAR) ? COSTS.displacedAtBreak : COSTS.displaced
    for (const token of this.#rows[row]!.tokens) {
      const own = token.costs[state] ?? Number.POSITIVE_INFINITY
      const other = (token.costs[neighbour] ?? Number.POSITIVE_INFINITY) + displaced
      sum += Math.min(own, other, COSTS.contradicted)
    }
    this.#charges[key] = sum
    return sum
  }

  /** Min-marginals: every run of every state, with the cheapest beginning and ending around it. */
  #margins(runs: readonly DecodedRun[], bestCost: number): LevelMargin[] {
    const count = this.#rows.length
    const label = (state: number) => this.#states[state]!.level2
    const bestLabels = runs.flatMap(run => new Array<string>(run.to - run.from + 1).fill(label(run.state)))
    const margins = new Array<LevelMargin>(count).fill({ cost: Number.POSITIVE_INFINITY, label: null })
    const most = bestCost + WIDEST_MARGIN
    const beginnings: Map<number, Beginning>[] = Array.from({ length: count + 1 }, () => new Map())
    beginnings[0]!.set(NO_STATE, { previous: NO_STATE, pending: false, cost: 0 })
    for (let from = 0; from < count; from++)
      for (const { previous, pending, cost } of beginnings[from]!.values())
        for (let state = 0; state < this.#states.length; state++) {
          if (state === previous) continue
          const entry = cost + this.#boundary(from, previous, pending, state)
          this.#eachRun(from, previous, state, entry, most, (to, soFar, stillPending) => {
            const margin = soFar + this.#rest(to, state, stillPending) - bestCost
            if (margin > WIDEST_MARGIN) return most
            keepCheapest(beginnings[to + 1]!, { previous: state, pending: stillPending, cost: soFar })
            for (let row = from; row <= to; row++)
              if (bestLabels[row] !== label(state) && margin < margins[row]!.cost)
                margins[row] = { cost: margin, label: label(state) }
            return most
          })
        }
    return margins
  }
}

function keepCheapest(beginnings: Map<number, Beginning>, beginning: Beginning): void {
  const key = beginning.previous * 2 + (beginning.pending ? 1 : 0)
  const known = beginnings.get(key)
  if (known === undefined || beginning.cost < known.cost) beginnings.set(key, beginning)
}
