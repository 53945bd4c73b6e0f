import type { GlyphTable } from '../../forms/glyph-table.ts'
import type { LabelledCell, LabelMatch, LabelRole, SheetRow } from '../../model/form-sheet.ts'
import type { TableSegment } from '../../model/page-reading.ts'
import type { Reading } from '../../model/reading.ts'
import { alignLabel, evidenceOfReading, mostGap } from './align-label.ts'
import { joinHalves } from './join-halves.ts'

/** Column lines of a continued table agree within this share of the page width (REPAIR.md, "Pages"). */
const COLUMN_TOLERANCE = 0.015

/** The labels of a role, as printed, with the label that each stands for. */
export type LabelsByRole = ReadonlyMap<LabelRole, ReadonlyMap<string, string>>

/**
 * Reads merged labels that a page break cut from both halves: the cell at the bottom of one segment and the cell at the
 * top of the next in the same column. Halves that are labels by themselves are left alone.
 */
export function joinCutLabels(
  rows: readonly SheetRow[],
  segments: readonly TableSegment[],
  labels: LabelsByRole,
  glyphs: GlyphTable,
): SheetRow[] {
  const joined = new Map<LabelledCell, LabelledCell>()
  for (const [index, upper] of segments.entries()) {
    const lower = segments[index + 1]
    if (lower === undefined) continue
    const tops = cutCells(rows, index, 'bottom')
    for (const bottom of cutCells(rows, index + 1, 'top')) {
      const top = tops.find(cell => isSameColumn(cell, upper, bottom, lower))
      if (top === undefined || isLabel(top) || isLabel(bottom)) continue
      const match = matchHalves(top.cell.reading, bottom.cell.reading, labels, glyphs)
      if (match === null) continue
      joined.set(top, { ...top, matches: [match] })
      joined.set(bottom, { ...bottom, matches: [match] })
    }
  }
  if (joined.size === 0) return [...rows]
  return rows.map(row => ({ ...row, cells: row.cells.map(cell => joined.get(cell) ?? cell) }))
}

function cutCells(rows: readonly SheetRow[], segment: number, side: 'top' | 'bottom'): LabelledCell[] {
  return rows
    .filter(row => row.segment === segment)
    .flatMap(row => row.cells)
    .filter(({ cell }) => (cell.cut === side || cell.cut === 'both') && cell.reading.text !== '')
}

function isLabel({ matches }: LabelledCell): boolean {
  return matches.some(match => match.cost === 0 && !match.part)
}

function isSameColumn(a: LabelledCell, ofA: TableSegment, b: LabelledCell, ofB: TableSegment): boolean {
  const edge = ({ cell }: LabelledCell, segment: TableSegment, side: 0 | 1) =>
    segment.columnEdges?.[cell.column + side * cell.columnSpan] ?? Number.NaN
  return ([0, 1] as const).every(side => Math.abs(edge(a, ofA, side) - edge(b, ofB, side)) <= COLUMN_TOLERANCE)
}

/** By the evidence of both halves together where the recogniser tells it, else by their texts. */
function matchHalves(top: Reading, bottom: Reading, labels: LabelsByRole, glyphs: GlyphTable): LabelMatch | null {
  const evidence = [top, bottom].map(evidenceOfReading).filter(each => each !== null)
  let best: LabelMatch | null = null
  for (const role of ['level1', 'level2'] as const) {
    const printed = labels.get(role) ?? new Map<string, string>()
    const names = [...printed.keys()]
    const aligned = evidence.length === 2 ? alignLabel(evidence, names, mostGap(names)) : null
    const found = aligned ?? acceptedHalves(top.text, bottom.text, names, glyphs)
    const label = found === null ? undefined : printed.get(found.label)
    if (found === null || label === undefined || (best !== null && found.cost >= best.cost)) continue
    const margin = aligned === null ? {} : { margin: aligned.margin }
    best = { role, label, cost: found.cost, part: false, tail: '', ...margin }
  }
  return best
}

function acceptedHalves(
  top: string,
  bottom: string,
  labels: readonly string[],
  glyphs: GlyphTable,
): { readonly label: string; readonly cost: number } | null {
  const { label, cost, accepted } = joinHalves(top, bottom, labels, glyphs)
  return accepted && label !== null ? { label, cost } : null
}
