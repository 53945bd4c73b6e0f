import type { FieldDefinition, FormDefinition } from '../../forms/form-definition.ts'
import type { Correction } from '../../model/correction.ts'
import type { DraftValue } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import type { LabelledCell, LabelledSheet, LabelMatch, SheetRow } from '../../model/form-sheet.ts'
import type { Cell } from '../../model/page-reading.ts'

export interface HeadFields {
  readonly fields: ReadonlyMap<string, DraftValue>
  readonly corrections: readonly Correction[]
  readonly review: readonly ReviewFlag[]
  /** The cell of the label of each field that was found. */
  readonly labels: ReadonlyMap<string, Cell>
}

const RULE_VERSION = 1

interface Anchor {
  readonly field: FieldDefinition
  readonly match: LabelMatch
  readonly cell: Cell
}

/**
 * The single values of a form: what stands right of a label, up to the next label of the row, or below it.
 * A label printed several times (`其他资金`) names its fields in order. Values below are matched by column;
 * after a page break columns may be lost, then by order, which is flagged where it leaves a choice.
 */
export function headFields(rows: readonly SheetRow[], sheet: LabelledSheet, form: FormDefinition): HeadFields {
  const fields = new Map<string, DraftValue>()
  const corrections = new Map<string, Correction>()
  const review: ReviewFlag[] = []
  const labels = new Map<string, Cell>()
  const add = (path: string, cells: readonly Cell[]) => {
    const known = fields.get(path)
    fields.set(path, joinCells([...(known?.cells ?? []), ...cells]))
  }
  const seenByLabel = new Map<string, number>()
  let below: { anchors: Anchor[]; segment: number } | null = null
  for (const row of rows) {
    const anchors = rowAnchors(row, form, seenByLabel)
    for (const { field, cell } of anchors) labels.set(field.path, labels.get(field.path) ?? cell)
    const rights = anchors.filter(anchor => anchor.field.value === 'right')
    const downs = anchors.filter(anchor => anchor.field.value === 'below')
    for (const anchor of rights) add(anchor.field.path, cellsAfter(row, anchor.cell, anchors))
    for (const anchor of downs) {
      if (!fields.has(anchor.field.path)) fields.set(anchor.field.path, { text: '', cells: [] })
      const { bracket } = anchor.field
      if (bracket === undefined || anchor.match.tail === '') continue
      fields.set(bracket, { text: anchor.match.tail, cells: [anchor.cell] })
      corrections.set(bracket, bracketCorrection(bracket, anchor))
    }
    if (downs.length > 0) below = { anchors: downs, segment: row.segment }
    else if (anchors.length > 0) below = null
    else if (below !== null) {
      for (const placed of placeBelow(row, below.anchors, row.segment === below.segment, sheet)) {
        add(placed.field.path, [placed.cell])
        if (placed.reason !== null) review.push({ path: placed.field.path, reason: placed.reason })
      }
    }
  }
  return { fields, corrections: [...corrections.values()], review, labels }
}

/** The ledger entry that takes what stands in a bracket out of the cell of its label. */
function bracketCorrection(path: string, { cell, match }: Anchor): Correction {
  return {
    path,
    before: cell.reading.text,
    after: match.tail,
    method: 'structure',
    rule: 'fields/bracket',
    ruleVersion: RULE_VERSION,
    decision: 'applied',
    score: Math.max(0, 1 - match.cost),
    margin: null,
    candidates: [],
    place: cell.place,
    reason: 'printed in the bracket behind the label',
  }
}

/** The field labels of a row; a cell counts as a label only where that is its cheapest meaning. */
function rowAnchors(row: SheetRow, form: FormDefinition, seenByLabel: Map<string, number>): Anchor[] {
  const anchors: Anchor[] = []
  const inRow = new Map<string, number>()
  for (const { cell, matches } of row.cells) {
    const match = matches[0]
    if (match === undefined || match.role !== 'field' || match.part) continue
    const named = form.fields.filter(field => field.label === match.label)
    const occurrence = (named.length > 1 ? (inRow.get(match.label) ?? 0) : (seenByLabel.get(match.label) ?? 0)) + 1
    inRow.set(match.label, occurrence)
    seenByLabel.set(match.label, occurrence)
    const field = named.find(f => f.occurrence === occurrence)
    if (field !== undefined) anchors.push({ field, match, cell })
  }
  return anchors
}

function cellsAfter(row: SheetRow, label: Cell, anchors: readonly Anchor[]): Cell[] {
  const next = anchors.find(anchor => anchor.cell.column > label.column)?.cell.column ?? Number.POSITIVE_INFINITY
  return row.cells
    .filter(({ cell, matches }) => cell.column > label.column && cell.column < next && !isFrame(matches))
    .map(({ cell }) => cell)
    .filter(cell => cell.reading.text !== '')
}

function isFrame(matches: readonly LabelMatch[]): boolean {
  return matches.some(match => match.role === 'group' && match.cost === 0)
}

interface Placed {
  readonly field: FieldDefinition
  readonly cell: Cell
  readonly reason: string | null
}

function placeBelow(row: SheetRow, anchors: readonly Anchor[], columnsHold: boolean, sheet: LabelledSheet): Placed[] {
  const printed = row.cells
    .filter(({ cell, matches }) => cell.reading.text !== '' && !isFrame(matches))
    .map(({ cell }) => cell)
  const ruled = sheet.sheet.segments[row.segment]?.grid === 'ruled'
  if (columnsHold || ruled) return printed.flatMap(cell => placeByColumn(cell, anchors, sheet))
  if (printed.length === anchors.length)
    return printed.flatMap((cell, index) => {
      const anchor = anchors[index]
      return anchor === undefined ? [] : [{ field: anchor.field, cell, reason: null }]
    })
  // One text for several labels after a page break: the required field takes it, and a person is asked.
  const target = anchors.find(anchor => anchor.field.required) ?? anchors.at(-1)
  return target === undefined
    ? []
    : printed.map(cell => ({
        field: target.field,
        cell,
        reason: 'the page break hides which label this text stands under',
      }))
}

/** The label whose columns cover the cell, or, in tabbed text, the last label that does not begin right of it. */
function placeByColumn(cell: Cell, anchors: readonly Anchor[], sheet: LabelledSheet): Placed[] {
  const { left, right } = columnsOf(cell, sheet)
  const found = anchors.findLast(anchor => columnsOf(anchor.cell, sheet).left <= (left + right) / 2) ?? anchors[0]
  return found === undefined ? [] : [{ field: found.field, cell, reason: null }]
}

/**
 * Where a cell stands across its table: in fractions of the width of the upright page (its box leads back to the picture as it came, and
 * that may lie on its side), or, in tabbed text, in columns.
 */
function columnsOf(cell: Cell, sheet: LabelledSheet): { readonly left: number; readonly right: number } {
  const edges = sheet.sheet.segments.find(({ cells }) => cells.includes(cell))?.columnEdges
  const [first, last] = [cell.column, cell.column + cell.columnSpan]
  return { left: edges?.[first] ?? first, right: edges?.[last] ?? last }
}

/** Texts of one value that was printed over several cells or pages, in reading order. */
export function joinCells(cells: readonly Cell[]): DraftValue {
  const unique = cells.filter((cell, index) => cells.indexOf(cell) === index)
  return { text: unique.map(cell => cell.reading.text).join(''), cells: unique }
}

/** The first row that belongs to the indicator table. */
export function isIndicatorStart(row: { cells: readonly LabelledCell[] }): boolean {
  const has = (role: LabelMatch['role']) =>
    row.cells.some(cell => cell.matches.some(match => match.role === role && match.cost === 0))
  return has('level1') && row.cells.filter(cell => cell.cell.reading.text !== '').length >= 3
}
