import type { RuleMaps } from './rule-map.ts'
import { type Stroke, strokePosition } from './stroke.ts'

/** The pieces of rules that hang together: what one table is drawn with. */
export interface TableStrokes {
  readonly horizontals: readonly Stroke[]
  readonly verticals: readonly Stroke[]
}

/** A rule may end this far short of the rule it should meet (mm): ink lost at corners. */
const reachMm = 2
/** Letters make no straight pieces as long as these (mm). */
const longHorizontalMm = 15
const longVerticalMm = 10
/** A short piece must begin and end on rules, as exactly as a rule map can tell (mm). */
const touchMm = 1.1

/**
 * Pieces of rules → tables. Two pieces belong together where they cross or nearly meet; a piece that meets no other is no rule
 * (strokes of letters, underlines, the edge of a seal). Tables whose areas overlap are one table that lost ink.
 */
export function linesToTables(
  horizontals: readonly Stroke[],
  verticals: readonly Stroke[],
  map: RuleMaps,
): TableStrokes[] {
  const { block, pxPerMm } = map.horizontal
  const reach = reachMm * pxPerMm
  const rules = anchoredRules(horizontals, verticals, map)
  const parent = [...rules.horizontals, ...rules.verticals].map((_, i) => i)
  const root = (i: number): number => (parent[i] === i ? i : root(parent[i]!))
  for (const [h, horizontal] of rules.horizontals.entries())
    for (const [v, vertical] of rules.verticals.entries())
      if (isMeeting(horizontal, vertical, block, reach)) parent[root(h)] = root(rules.horizontals.length + v)
  const tables = new Map<number, { horizontals: Stroke[]; verticals: Stroke[] }>()
  for (let i = 0; i < parent.length; i++) {
    const table = tables.get(root(i)) ?? { horizontals: [], verticals: [] }
    tables.set(root(i), table)
    if (i < rules.horizontals.length) table.horizontals.push(rules.horizontals[i]!)
    else table.verticals.push(rules.verticals[i - rules.horizontals.length]!)
  }
  const whole = [...tables.values()].filter(t => t.horizontals.length > 0 && t.verticals.length > 0)
  return mergedWhereOverlapping(whole, block, reach)
}

/** Long pieces that meet a long piece across them, and short ones that reach from one such piece to another. */
function anchoredRules(horizontals: readonly Stroke[], verticals: readonly Stroke[], map: RuleMaps): TableStrokes {
  const { block, pxPerMm } = map.horizontal
  const reach = reachMm * pxPerMm
  const isLong = (mm: number) => (s: Stroke) => (s.end - s.start + 1) * block >= mm * pxPerMm
  const longH = horizontals.filter(isLong(longHorizontalMm))
  const longV = verticals.filter(isLong(longVerticalMm))
  const anchoredH = longH.filter(h => longV.some(v => isMeeting(h, v, block, reach)))
  const anchoredV = longV.filter(v => longH.some(h => isMeeting(h, v, block, reach)))
  const touch = touchMm * pxPerMm
  return {
    horizontals: [
      ...anchoredH,
      ...horizontals.filter(h => !isLong(longHorizontalMm)(h) && isSpanned(h, anchoredV, block, touch)),
    ],
    verticals: [
      ...anchoredV,
      ...verticals.filter(v => !isLong(longVerticalMm)(v) && isSpanned(v, anchoredH, block, touch)),
    ],
  }
}

/** Both ends of `stroke` lie on rules across it. */
function isSpanned(stroke: Stroke, across: readonly Stroke[], block: number, touch: number): boolean {
  const isOnRule = (end: number, position: number) =>
    across.some(rule => {
      const along = position / block
      const isWithin = along >= rule.start - touch / block && along <= rule.end + 1 + touch / block
      return isWithin && Math.abs(strokePosition(rule, along) - end * block) <= touch
    })
  return isOnRule(stroke.start, stroke.trace[0]!) && isOnRule(stroke.end + 1, stroke.trace[stroke.trace.length - 1]!)
}

function isMeeting(horizontal: Stroke, vertical: Stroke, block: number, reach: number): boolean {
  const x = strokePosition(vertical, (vertical.start + vertical.end) / 2)
  const y = strokePosition(horizontal, x / block)
  const exactX = strokePosition(vertical, y / block)
  const exactY = strokePosition(horizontal, exactX / block)
  return (
    exactX >= horizontal.start * block - reach &&
    exactX <= (horizontal.end + 1) * block + reach &&
    exactY >= vertical.start * block - reach &&
    exactY <= (vertical.end + 1) * block + reach
  )
}

interface Extent {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function tableExtent(table: TableStrokes, block: number): Extent {
  return {
    left: Math.min(...table.horizontals.map(s => s.start * block), ...table.verticals.map(s => s.trace[0]!)),
    right: Math.max(...table.horizontals.map(s => (s.end + 1) * block), ...table.verticals.map(s => s.trace[0]!)),
    top: Math.min(...table.verticals.map(s => s.start * block), ...table.horizontals.map(s => s.trace[0]!)),
    bottom: Math.max(...table.verticals.map(s => (s.end + 1) * block), ...table.horizontals.map(s => s.trace[0]!)),
  }
}

/** Joins tables whose areas overlap by more than `reach` both ways, until none do. */
function mergedWhereOverlapping(tables: readonly TableStrokes[], block: number, reach: number): TableStrokes[] {
  const merged: TableStrokes[] = []
  for (let table of tables) {
    let isGrown = true
    while (isGrown) {
      isGrown = false
      const extent = tableExtent(table, block)
      const other = merged.findIndex(m => isOverlapping(tableExtent(m, block), extent, reach))
      if (other === -1) continue
      const [absorbed] = merged.splice(other, 1)
      table = {
        horizontals: [...absorbed!.horizontals, ...table.horizontals],
        verticals: [...absorbed!.verticals, ...table.verticals],
      }
      isGrown = true
    }
    merged.push(table)
  }
  return merged
}

function isOverlapping(a: Extent, b: Extent, reach: number): boolean {
  return (
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > reach &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > reach
  )
}
