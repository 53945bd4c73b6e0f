/**
 * A net of possible borders: `rows[edge][column]` and `columns[edge][row]` hold how likely (0..1) each stretch is a border,
 * one half and more meaning yes. There is one more edge than units on either axis.
 */
export interface BorderNet {
  readonly rows: number[][]
  readonly columns: number[][]
}

type Axis = 'rows' | 'columns'

/** A stretch: edge `edge` of `axis`, unit `unit` along it. */
interface Stretch {
  readonly axis: Axis
  readonly edge: number
  readonly unit: number
}

interface Change {
  readonly cost: number
  readonly stretches: readonly Stretch[]
  readonly value: 0 | 1
}

/**
 * In a table every rule ends at another rule. Where ink breaks that law (a rule ends in the open, or two end in a corner), the cheapest
 * change restores it: the rule is led on to the next rule, or taken back to the last one, whichever goes less against the ink.
 * Returns the net with 0 or 1 for each stretch, the outer frame being 1: its regions are rectangles.
 */
export function settledBorders(net: BorderNet): BorderNet {
  const settled: BorderNet = {
    rows: net.rows.map((stretches, i) => stretches.map(s => (isFrame(net.rows, i) || s >= 0.5 ? 1 : 0))),
    columns: net.columns.map((stretches, i) => stretches.map(s => (isFrame(net.columns, i) || s >= 0.5 ? 1 : 0))),
  }
  const lastRow = net.rows.length - 1
  const lastColumn = net.columns.length - 1
  // Every change settles a crossing; changes that undo one another are stopped by the bound.
  for (let round = 0; round < 4; round++) {
    let isSettled = true
    for (let r = 1; r < lastRow; r++) {
      for (let c = 1; c < lastColumn; c++) {
        const change = cheapestChange(net, settled, r, c)
        if (!change) continue
        isSettled = false
        for (const s of change.stretches) settled[s.axis][s.edge]![s.unit] = change.value
      }
    }
    if (isSettled) break
  }
  return settled
}

function isFrame(edges: readonly unknown[], index: number): boolean {
  return index === 0 || index === edges.length - 1
}

/** The four stretches that meet where row edge `r` crosses column edge `c`. */
function armsAt(r: number, c: number): { left: Stretch; right: Stretch; up: Stretch; down: Stretch } {
  return {
    left: { axis: 'rows', edge: r, unit: c - 1 },
    right: { axis: 'rows', edge: r, unit: c },
    up: { axis: 'columns', edge: c, unit: r - 1 },
    down: { axis: 'columns', edge: c, unit: r },
  }
}

function isBorder(net: BorderNet, s: Stretch): boolean {
  return net[s.axis][s.edge]![s.unit] === 1
}

function cheapestChange(net: BorderNet, settled: BorderNet, r: number, c: number): Change | null {
  const { left, right, up, down } = armsAt(r, c)
  const isIn = (s: Stretch) => isBorder(settled, s)
  const changes: Change[] = []
  const consider = (arm: Stretch, opposite: Stretch) => {
    if (!isIn(arm) || isIn(opposite)) return
    changes.push(ledOn(net, settled, opposite, stepFrom(arm, opposite)))
    changes.push(takenBack(net, settled, arm, stepFrom(opposite, arm)))
  }
  const isThroughX = isIn(left) && isIn(right)
  const isThroughY = isIn(up) && isIn(down)
  if (isThroughX || isThroughY) return null
  consider(left, right)
  consider(right, left)
  consider(up, down)
  consider(down, up)
  if (changes.length === 0) return null
  return changes.reduce((best, change) => (change.cost < best.cost ? change : best))
}

function stepFrom(a: Stretch, b: Stretch): 1 | -1 {
  return b.unit > a.unit ? 1 : -1
}

/** Follows an edge from `from` on, adding borders, until a rule across it (or the frame) is met. */
function ledOn(net: BorderNet, settled: BorderNet, from: Stretch, step: 1 | -1): Change {
  const stretches: Stretch[] = []
  let cost = 0
  for (let unit = from.unit; ; unit += step) {
    const stretch = { ...from, unit }
    if (isBorder(settled, stretch)) break
    stretches.push(stretch)
    cost += Math.max(0.02, 0.55 - net[from.axis][from.edge]![unit]!)
    if (isMeetingAcross(settled, stretch, step)) break
  }
  return { cost, stretches, value: 1 }
}

/** Follows an edge back from the open end, removing borders, until a rule across it (or the frame) holds what is left. */
function takenBack(net: BorderNet, settled: BorderNet, from: Stretch, step: 1 | -1): Change {
  const stretches: Stretch[] = []
  let cost = 0
  for (let unit = from.unit; ; unit += step) {
    const stretch = { ...from, unit }
    if (!isBorder(settled, stretch)) break
    stretches.push(stretch)
    cost += Math.max(0.02, net[from.axis][from.edge]![unit]! - 0.45)
    if (isMeetingAcross(settled, stretch, step)) break
  }
  return { cost, stretches, value: 0 }
}

/** A rule runs through, across this edge, at the far end of the stretch. */
function isMeetingAcross(settled: BorderNet, stretch: Stretch, step: 1 | -1): boolean {
  const across: Axis = stretch.axis === 'rows' ? 'columns' : 'rows'
  const crossing = step === 1 ? stretch.unit + 1 : stretch.unit
  const edges = settled[across]
  if (isFrame(edges, crossing)) return true
  const stretches = edges[crossing]!
  return stretches[stretch.edge - 1] === 1 && stretches[stretch.edge] === 1
}
