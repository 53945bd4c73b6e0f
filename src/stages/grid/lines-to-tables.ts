import { combTeeth } from './comb-teeth.ts'
import type { RuleMap, RuleMaps } from './rule-map.ts'
import { type Stroke, strokePosition } from './stroke.ts'

/** The pieces of rules that hang together: what one table is drawn with. */
export interface TableStrokes {
  readonly horizontals: readonly Stroke[]
  readonly verticals: readonly Stroke[]
}

/**
 * A rule may end this far short of the rule it should meet (mm): ink lost at corners. One that stands clear may have lost as much as
 * a break takes, short against what is left of it.
 */
const reachMm = 2
const clearReachMm = 5
const clearReachShare = 0.25
/** Letters make no straight pieces as long as these (mm). */
const longHorizontalMm = 15
const longVerticalMm = 10
/** A short piece must begin and end on rules, as exactly as a rule map can tell (mm). */
const touchMm = 1.1
/** So many short verticals between two long rules make a row of them: letters do not line up so. */
const fewestRungs = 4
/** Where the page cut a row, a rule over some of its cells may be left on the other side: it meets so many of the teeth. */
const fewestTeeth = 2
/** What a short rule may have lost, against what is left of it, and how clear it must stand then. */
const brokenShare = 0.8
const clearIsolation = 0.8
/** Nor is any stroke of a letter so high (mm) that stands so clear. */
const tallMm = 6
const tallIsolation = 0.9
/** No table is ruled so close to the edge of its sheet (mm). */
const pageEdgeMm = 1

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
      if (isMeeting(horizontal, vertical, block, pxPerMm)) parent[root(h)] = root(rules.horizontals.length + v)
  const tables = new Map<number, { horizontals: Stroke[]; verticals: Stroke[] }>()
  for (let i = 0; i < parent.length; i++) {
    const table = tables.get(root(i)) ?? { horizontals: [], verticals: [] }
    tables.set(root(i), table)
    if (i < rules.horizontals.length) table.horizontals.push(rules.horizontals[i]!)
    else table.verticals.push(rules.verticals[i - rules.horizontals.length]!)
  }
  // A frame drawn round a page or a picture has four rules and no cells.
  const whole = [...tables.values()].filter(
    t => t.horizontals.length > 0 && t.verticals.length > 0 && t.horizontals.length + t.verticals.length > 4,
  )
  return mergedWhereOverlapping(whole, block, reach)
}

/**
 * Long pieces that meet a long piece across them, and short ones that reach from one such piece to another. The rest of a table on
 * a new page may be a single row without a long vertical: there the short ones that stand between two long pieces hold them together,
 * or those that stand on one like the teeth of a comb, cut by the page.
 */
function anchoredRules(horizontals: readonly Stroke[], verticals: readonly Stroke[], map: RuleMaps): TableStrokes {
  const { block, pxPerMm } = map.horizontal
  const isLong = (mm: number) => (s: Stroke) => (s.end - s.start + 1) * block >= mm * pxPerMm
  const longH = horizontals.filter(isLong(longHorizontalMm)).filter(s => !isOnPageEdge(s, map.horizontal))
  const longV = verticals.filter(isLong(longVerticalMm)).filter(s => !isOnPageEdge(s, map.vertical))
  const touch = touchMm * pxPerMm
  const shortV = verticals.filter(v => !isLong(longVerticalMm)(v))
  const isClear = (s: Stroke) => s.isolation >= clearIsolation
  const rungs = shortV.filter(isClear).filter(v => isSpanned(v, longH, block, touch))
  const clear = verticals.filter(isClear)
  const combs = longH.map(h => combTeeth(h, longH, clear, map.vertical))
  const teeth = combs.flat()
  const isSide = (h: Stroke, i: number) =>
    combs[i]!.length > 0 ||
    rungs.filter(v => isMeeting(h, v, block, pxPerMm)).length >= fewestRungs ||
    (isClear(h) && teeth.filter(({ stroke }) => isMeeting(h, stroke, block, pxPerMm)).length >= fewestTeeth)
  const anchoredH = longH.filter((h, i) => longV.some(v => isMeeting(h, v, block, pxPerMm)) || isSide(h, i))
  const pieces = new Set(teeth.flatMap(tooth => tooth.pieces))
  const anchoredV = longV.filter(v => longH.some(h => isMeeting(h, v, block, pxPerMm)))
  // What is a table anyway may have such a vertical; the ink along it will tell where it is a border.
  const isTall = (v: Stroke) => anchoredV.length >= 2 && v.isolation >= tallIsolation && isLong(tallMm)(v)
  return {
    horizontals: [
      ...anchoredH,
      ...horizontals.filter(h => !isLong(longHorizontalMm)(h) && isSpanned(h, anchoredV, block, touch)),
    ],
    verticals: [
      ...teeth.map(tooth => tooth.stroke),
      ...anchoredV.filter(v => !pieces.has(v)),
      ...shortV.filter(v => !pieces.has(v) && (isSpanned(v, anchoredH, block, touch) || isTall(v))),
    ],
  }
}

/** The shadow of a sheet's edge. */
function isOnPageEdge(stroke: Stroke, map: RuleMap): boolean {
  const middle = strokePosition(stroke, (stroke.start + stroke.end) / 2)
  return middle < pageEdgeMm * map.pxPerMm || middle > map.across - pageEdgeMm * map.pxPerMm
}

/**
 * Both ends of a short piece lie on rules across it; or one does, and the piece, standing clear of all else, makes up most of the way
 * to the next rule.
 */
function isSpanned(stroke: Stroke, across: readonly Stroke[], block: number, touch: number): boolean {
  const middle = stroke.trace[stroke.trace.length >> 1]!
  const along = middle / block
  const reach = touch / block
  const crossed = across
    .filter(rule => along >= rule.start - reach && along <= rule.end + 1 + reach)
    .map(rule => strokePosition(rule, along))
  const start = stroke.start * block
  const end = (stroke.end + 1) * block
  const before = Math.min(...crossed.filter(p => p < end - touch).map(p => Math.max(0, start - p)))
  const after = Math.min(...crossed.filter(p => p > start + touch).map(p => Math.max(0, p - end)))
  if (before <= touch && after <= touch) return true
  const isHalf = Math.min(before, after) <= touch && Math.max(before, after) <= (end - start) * brokenShare
  return isHalf && stroke.isolation >= clearIsolation
}

function isMeeting(horizontal: Stroke, vertical: Stroke, block: number, pxPerMm: number): boolean {
  const roughX = strokePosition(vertical, (vertical.start + vertical.end) / 2)
  const roughY = strokePosition(horizontal, roughX / block)
  const x = strokePosition(vertical, roughY / block)
  const y = strokePosition(horizontal, x / block)
  return isReaching(horizontal, x, block, pxPerMm) && isReaching(vertical, y, block, pxPerMm)
}

/** Whether `stroke` comes near enough to the place `at` (px along it). */
function isReaching(stroke: Stroke, at: number, block: number, pxPerMm: number): boolean {
  const length = (stroke.end - stroke.start + 1) * block
  const reach =
    stroke.isolation >= clearIsolation
      ? Math.max(reachMm * pxPerMm, Math.min(clearReachMm * pxPerMm, length * clearReachShare))
      : reachMm * pxPerMm
  return at >= stroke.start * block - reach && at <= (stroke.end + 1) * block + reach
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
