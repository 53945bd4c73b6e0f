import type { LevelState } from '../../forms/form-definition.ts'

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

export interface DecodedLevels {
  readonly runs: readonly DecodedRun[]
  /** For each row: cost of the best reading that gives it another level-2 label, less the best cost; Infinity for none. */
  readonly margins: readonly number[]
}

/**
 * Costs in nats. They were set on the tuning half of test/bench/structure.ts; only their order matters much:
 * a displaced label is rarer than a label lost at a page break, a run without any label rarer still, and a label that
 * contradicts its neighbourhood altogether the rarest.
 */
export const COSTS = {
  /** A label stands one row before or after the rows it governs. */
  displaced: 2.5,
  /** A label speaks for no row near it. */
  contradicted: 7,
  /** No label for a run in the middle of a page, or next to a page break. */
  unlabelled: 4.5,
  unlabelledAtBreak: 1.2,
  /** The label stands in the middle of its run. */
  late: 1.5,
  lateAfterBreak: 0.4,
  /** Another run begins. */
  run: 0.3,
  /** The order of printing is broken, or a variant label is taken that is not printed. */
  backward: 7,
  unprintedVariant: 3,
  /** A run boundary inside one merged cell. */
  splitCell: 12,
} as const

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

class Decoder {
  readonly #rows: readonly RowEvidence[]
  readonly #states: readonly LevelState[]
  readonly #wordSums: readonly Float64Array[]
  readonly #endings = new Map<number, Step>()

  constructor(rows: readonly RowEvidence[], states: readonly LevelState[]) {
    this.#rows = rows
    this.#states = states
    this.#wordSums = states.map((_, state) => {
      const sums = new Float64Array(rows.length + 1)
      for (const [row, evidence] of rows.entries()) sums[row + 1] = (sums[row] ?? 0) + (evidence.wordCosts[state] ?? 0)
      return sums
    })
  }

  decode(): DecodedLevels {
    const runs: DecodedRun[] = []
    let step = this.#ending(0, -1, false)
    const bestCost = step.cost
    for (let from = 0; from < this.#rows.length; ) {
      runs.push({ from, to: step.to, state: step.state })
      from = step.to + 1
      if (from < this.#rows.length) step = this.#ending(from, step.state, step.pending)
    }
    return { runs, margins: this.#margins(runs, bestCost) }
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
      if (entry >= best.cost) continue
      for (let to = from; to < this.#rows.length; to++)
        for (const option of this.#options(from, to, previous, state)) {
          const known = entry + option.cost
          if (known >= best.cost) continue
          const cost = known + this.#rest(to, state, option.pending)
          if (cost < best.cost) best = { cost, to, state, pending: option.pending }
        }
    }
    this.#endings.set(key, best)
    return best
  }

  #rest(to: number, state: number, pending: boolean): number {
    if (to + 1 < this.#rows.length) return this.#ending(to + 1, state, pending).cost
    return pending ? this.#charge(to, state, -1) : 0
  }

  /** A run's own cost, with the labels of its last row charged now or left to the next boundary. */
  #options(from: number, to: number, previous: number, state: number): { cost: number; pending: boolean }[] {
    const body = this.#body(from, to, state)
    if (to > from) return [{ cost: body + this.#charge(from, state, previous), pending: true }]
    return [
      { cost: body + this.#charge(from, state, previous), pending: false },
      { cost: body, pending: true },
    ]
  }

  #body(from: number, to: number, state: number): number {
    const words = this.#wordSums[state]
    let cost = COSTS.run + (words?.[to + 1] ?? 0) - (words?.[from] ?? 0) + this.#labelPosition(from, to, state)
    for (let row = from + 1; row < to; row++) cost += this.#charge(row, state, -1)
    return cost
  }

  /** The price of a run whose label does not stand on its first row. */
  #labelPosition(from: number, to: number, state: number): number {
    let afterBreak = false
    for (let row = from; row <= to; row++) {
      if (row > from && this.#rows[row]?.breakBefore) afterBreak = true
      if (this.#speaksFor(row, state)) return row === from ? 0 : afterBreak ? COSTS.lateAfterBreak : COSTS.late
    }
    const variant = this.#states[state]?.variant ? COSTS.unprintedVariant : 0
    if (this.#speaksFor(from - 1, state) || this.#speaksFor(to + 1, state)) return 0
    const atBreak = afterBreak || this.#rows[from]?.breakBefore || this.#rows[to + 1]?.breakBefore
    return variant + (atBreak ? COSTS.unlabelledAtBreak : COSTS.unlabelled)
  }

  #speaksFor(row: number, state: number): boolean {
    return (
      this.#rows[row]?.tokens.some(
        token => (token.level2Costs[state] ?? Number.POSITIVE_INFINITY) < COSTS.contradicted,
      ) ?? false
    )
  }

  /** The step from one run to the next, with the labels that the last row of the previous run kept waiting. */
  #boundary(from: number, previous: number, pending: boolean, state: number): number {
    if (previous < 0) return 0
    const rankBefore = this.#states[previous]?.rank ?? 0
    const rank = this.#states[state]?.rank ?? 0
    const order = rank > rankBefore ? 0 : COSTS.backward
    const cell = this.#rows[from]?.joined ? COSTS.splitCell : 0
    return order + cell + (pending ? this.#charge(from - 1, previous, state) : 0)
  }

  /** Cost of the labels on a row under its own state, or displaced under the neighbouring run's state (-1 for none). */
  #charge(row: number, state: number, neighbour: number): number {
    let sum = 0
    for (const token of this.#rows[row]?.tokens ?? []) {
      const own = token.costs[state] ?? Number.POSITIVE_INFINITY
      const other = (token.costs[neighbour] ?? Number.POSITIVE_INFINITY) + COSTS.displaced
      sum += Math.min(own, other, COSTS.contradicted)
    }
    return sum
  }

  /** Min-marginals: every run of every state, with the cheapest beginning and ending around it. */
  #margins(runs: readonly DecodedRun[], bestCost: number): number[] {
    const count = this.#rows.length
    const label = (state: number) => this.#states[state]?.level2
    const bestLabels = runs.flatMap(run => Array.from({ length: run.to - run.from + 1 }, () => label(run.state)))
    const margins = new Array<number>(count).fill(Number.POSITIVE_INFINITY)
    // beginnings[row]: the ways to have read all rows before `row`, by the state of the last run and its waiting labels
    const beginnings: { previous: number; pending: boolean; cost: number }[][] = Array.from(
      { length: count + 1 },
      () => [],
    )
    beginnings[0] = [{ previous: -1, pending: false, cost: 0 }]
    for (let from = 0; from < count; from++)
      for (const { previous, pending, cost } of cheapest(beginnings[from] ?? []))
        for (let state = 0; state < this.#states.length; state++) {
          if (state === previous) continue
          const entry = cost + this.#boundary(from, previous, pending, state)
          if (entry - bestCost > COSTS.contradicted) continue
          for (let to = from; to < count; to++)
            for (const option of this.#options(from, to, previous, state)) {
              const total = entry + option.cost
              const margin = total + this.#rest(to, state, option.pending) - bestCost
              if (margin > COSTS.contradicted) continue
              beginnings[to + 1]?.push({ previous: state, pending: option.pending, cost: total })
              for (let row = from; row <= to; row++)
                if (bestLabels[row] !== label(state)) margins[row] = Math.min(margins[row] ?? 0, margin)
            }
        }
    return margins
  }
}

function cheapest(list: readonly { previous: number; pending: boolean; cost: number }[]) {
  const best = new Map<string, { previous: number; pending: boolean; cost: number }>()
  for (const item of list) {
    const key = `${item.previous}/${item.pending}`
    const known = best.get(key)
    if (known === undefined || item.cost < known.cost) best.set(key, item)
  }
  return [...best.values()]
}
