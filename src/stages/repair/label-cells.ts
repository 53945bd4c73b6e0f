import type { FormDefinition } from '../../forms/form-definition.ts'
import { levelStates } from '../../forms/form-definition.ts'
import type { GlyphTable } from '../../forms/glyph-table.ts'
import type { FormSheet, LabelledSheet, LabelMatch, LabelRole, SheetRow } from '../../model/form-sheet.ts'
import { grouped } from '../../model/grouped.ts'
import { foldText } from '../../model/printed-text.ts'
import type { Reading } from '../../model/reading.ts'
import { alignLabel, evidenceOfReading, mostGap } from './align-label.ts'
import type { Evidence } from './forced-alignment.ts'
import { joinCutLabels, type LabelsByRole } from './join-cut-labels.ts'
import { rankLabels } from './label-distance.ts'
import { LABEL_LIMITS } from './limits.ts'
import { endingCost, isNearLabel, sharedEnding } from './repair-label.ts'

/** Farther than this from a label, text is a value. */
const MOST_COST: Record<LabelRole, number> = {
  field: LABEL_LIMITS.headCost,
  group: LABEL_LIMITS.headCost,
  header: LABEL_LIMITS.headCost,
  level1: LABEL_LIMITS.cost,
  level2: LABEL_LIMITS.cost,
}
/** Cost of a label that is printed in part: likelier than any misread whole label. */
const PART_COST = 0.05
/** Longer texts are values; the longest label of any form has 16 characters. */
const LONGEST_LABEL = 20

interface PrintedLabel {
  readonly role: LabelRole
  readonly label: string
  readonly printed: string
}

/** Compares every cell of a sheet with the labels of its form. */
export function labelCells(sheet: FormSheet, form: FormDefinition, glyphs: GlyphTable): LabelledSheet {
  const vocabulary = vocabularyOf(form, glyphs)
  const rows: SheetRow[] = sheet.segments.flatMap((segment, index) => {
    const cellsByRow = grouped(segment.cells, cell => cell.row)
    return Array.from({ length: segment.rows }, (_, row) => ({
      segment: index,
      row,
      cells: (cellsByRow.get(row) ?? []).map(cell => ({ cell, matches: vocabulary.match(cell.reading) })),
    }))
  })
  return { sheet, rows: joinCutLabels(rows, sheet.segments, vocabulary.labelsByRole, glyphs) }
}

/** One vocabulary a form definition: an archive repeats its texts, and each is compared once. */
const vocabularies = new WeakMap<FormDefinition, LabelVocabulary>()

function vocabularyOf(form: FormDefinition, glyphs: GlyphTable): LabelVocabulary {
  const known = vocabularies.get(form)
  if (known?.glyphs === glyphs) return known
  const made = new LabelVocabulary(form, glyphs)
  vocabularies.set(form, made)
  return made
}

/** The labels of one form, compared with texts; remembers what it has seen. */
class LabelVocabulary {
  readonly #exact: ReadonlyMap<string, readonly PrintedLabel[]>
  readonly #byRole: LabelsByRole
  readonly glyphs: GlyphTable
  readonly #seen = new Map<string, readonly LabelMatch[]>()

  constructor(form: FormDefinition, glyphs: GlyphTable) {
    const labels = printedLabels(form)
    this.#exact = grouped(labels, label => label.printed)
    this.#byRole = new Map(
      [...grouped(labels, label => label.role)].map(([role, list]) => [
        role,
        new Map(list.map(label => [label.printed, label.label])),
      ]),
    )
    this.glyphs = glyphs
  }

  get labelsByRole(): LabelsByRole {
    return this.#byRole
  }

  /** The labels that a reading may show: those near its text, and before them the one of each role that the posteriors support. */
  match(reading: Reading): readonly LabelMatch[] {
    const near = this.#matchText(reading.text)
    const isSettled = near.some(match => match.cost === 0) || !isLabelLike(foldText(reading.text))
    const evidence = isSettled ? null : evidenceOfReading(reading)
    if (evidence === null) return near
    const aligned = this.#align(evidence)
    const roles = new Set(aligned.map(match => match.role))
    return [...aligned, ...near.filter(match => match.part || !roles.has(match.role))].sort((a, b) => a.cost - b.cost)
  }

  #matchText(text: string): readonly LabelMatch[] {
    const known = this.#seen.get(text)
    if (known !== undefined) return known
    const { base, tail } = withoutTail(text)
    const matches = this.#find(base).map(match => ({ ...match, tail }))
    if (this.#seen.size < 10_000) this.#seen.set(text, matches)
    return matches
  }

  #align(evidence: Evidence): LabelMatch[] {
    return [...this.#byRole].flatMap(([role, labels]) => {
      const found = alignLabel([evidence], labels.keys(), mostGap([...labels.keys()]))
      const label = found === null ? undefined : labels.get(found.label)
      if (found === null || label === undefined) return []
      return [{ role, label, cost: found.cost, part: false, tail: '', margin: found.margin }]
    })
  }

  #find(text: string): Omit<LabelMatch, 'tail'>[] {
    if (!isLabelLike(text)) return []
    const exact = this.#exact.get(text)
    if (exact !== undefined) return exact.map(({ role, label }) => ({ role, label, cost: 0, part: false }))
    const matches: Omit<LabelMatch, 'tail'>[] = []
    for (const [role, labels] of this.#byRole) {
      for (const [printed, label] of labels)
        if (isPart(text, printed)) matches.push({ role, label, cost: PART_COST, part: true })
      const printedLabels = [...labels.keys()]
      // The shared ending decides first: most texts fail it, and comparing whole labels is what costs.
      const ending = sharedEnding(printedLabels)
      if (ending !== '' && endingCost(text, ending, this.glyphs, true) > LABEL_LIMITS.ending) continue
      const limits = { clipped: true, atMost: MOST_COST[role] }
      for (const { text: printed, cost } of rankLabels(text, printedLabels, this.glyphs, limits)) {
        const label = labels.get(printed)
        if (label !== undefined && isNearLabel(text, cost, printedLabels, this.glyphs, true))
          matches.push({ role, label, cost, part: false })
      }
    }
    return matches.sort((a, b) => a.cost - b.cost)
  }
}

function isLabelLike(text: string): boolean {
  return text.length >= 2 && text.length <= LONGEST_LABEL && /\p{Script=Han}/u.test(text)
}

function printedLabels(form: FormDefinition): PrintedLabel[] {
  const all = (role: LabelRole, label: string, printed: readonly string[]) =>
    printed.map(text => ({ role, label, printed: withoutTail(text).base }))
  const states = levelStates(form)
  return [
    ...form.fields.flatMap(field => all('field', field.label, [field.label, ...field.aliases])),
    ...form.groups.flatMap(group => all('group', group, [group])),
    ...form.columns.flatMap(column =>
      column.headers.flatMap(header => all('header', column.headers[0] ?? header, [header, foldText(header)])),
    ),
    ...form.levels.flatMap(level1 => all('level1', level1.label, [level1.label, ...level1.aliases])),
    ...form.levels
      .flatMap(l1 => l1.children)
      .flatMap(level2 => all('level2', level2.label, [level2.label, ...level2.aliases])),
    ...states.filter(state => state.variant).flatMap(state => all('level2', state.level2, [state.level2])),
  ].filter((label, index, list) => list.findIndex(l => l.role === label.role && l.printed === label.printed) === index)
}

/** A text without the bracket or colon behind it: `项目总目标(2024年-2025年)` is a label with a tail. Folded. */
function withoutTail(text: string): { base: string; tail: string } {
  const folded = foldText(text).replace(/:$/u, '')
  const found = /^(?<base>[^()]{2,})\((?<tail>[^()]*)\)$/u.exec(folded)
  return found?.groups === undefined
    ? { base: folded, tail: '' }
    : { base: found.groups.base ?? folded, tail: found.groups.tail ?? '' }
}

/** A beginning or an end of a label, at least two characters and not the whole. */
function isPart(text: string, label: string): boolean {
  return text.length < label.length && (label.startsWith(text) || label.endsWith(text))
}
