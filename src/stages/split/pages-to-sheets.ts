import { distance } from 'fastest-levenshtein'
import type { FormDefinition } from '../../forms/form-definition.ts'
import type { FormSheet } from '../../model/form-sheet.ts'
import type { Issue } from '../../model/issue.ts'
import type { Block, PageReading, TableSegment, TextLine } from '../../model/page-reading.ts'
import { foldText } from '../../model/printed-text.ts'

/** A title may lose a quarter of its characters to recognition before it is no longer taken for one. */
const TITLE_DISTANCE = 0.25

export interface SplitResult {
  readonly sheets: readonly FormSheet[]
  readonly issues: readonly Issue[]
}

interface OpenSheet {
  form: FormDefinition
  title: TextLine | null
  lines: TextLine[]
  looseLines: TextLine[]
  segments: TableSegment[]
  hasAnchor: boolean
}

/**
 * Splits a document into its forms. A form begins at a line that bears a title, or, where a title was lost, at a table
 * row that shows the form's first field a second time. A title without a table behind it (a cover, a table of contents) is
 * no form. `forms` are the definitions to look for, in order of preference.
 */
export function pagesToSheets(pages: readonly PageReading[], forms: readonly FormDefinition[]): SplitResult {
  const opened: OpenSheet[] = []
  let lineBefore: TextLine | null = null
  let unknownTitle: TextLine | null = null
  const open = (form: FormDefinition, title: TextLine | null): OpenSheet => {
    const sheet = { form, title, lines: [], looseLines: [], segments: [], hasAnchor: false }
    opened.push(sheet)
    return sheet
  }
  for (const block of pages.flatMap(page => splitAtTitles(page.blocks, forms))) {
    if (block.kind === 'line') {
      const form = formOfTitle(block.reading.text, forms)
      const sheet = opened.at(-1)
      if (form !== null) open(form, block)
      else if (sheet !== undefined) (sheet.segments.length > 0 ? sheet.looseLines : sheet.lines).push(block)
      lineBefore = block
      continue
    }
    for (const part of splitAtAnchors(block, forms)) {
      let sheet = opened.at(-1)
      if (part.form !== null && (sheet === undefined || sheet.hasAnchor)) sheet = open(part.form, null)
      if (sheet === undefined) {
        unknownTitle ??= lineBefore
        continue
      }
      if (part.form !== null) sheet.hasAnchor = true
      sheet.segments.push(part.segment)
    }
  }
  const sheets = opened
    .filter(sheet => sheet.segments.length > 0)
    .map((sheet, index) => ({
      sequence: index + 1,
      formId: sheet.form.id,
      pages: [...new Set([...(sheet.title === null ? [] : [sheet.title.page]), ...sheet.segments.map(s => s.page)])],
      title: sheet.title,
      lines: sheet.lines,
      looseLines: sheet.looseLines,
      segments: sheet.segments,
      issues: [],
    }))
  return { sheets, issues: sheets.length > 0 ? [] : [missingForm(pages, opened, unknownTitle)] }
}

/** The definition whose title the text is, allowing for misread characters; null for any other line. */
function formOfTitle(text: string, forms: readonly FormDefinition[]): FormDefinition | null {
  const folded = foldText(text)
  let best: { form: FormDefinition; cost: number } | null = null
  for (const form of forms)
    for (const title of form.titles.map(foldText)) {
      if (Math.abs(folded.length - title.length) > title.length * TITLE_DISTANCE) continue
      const cost = distance(folded, title) / title.length
      if (cost <= TITLE_DISTANCE && (best === null || cost < best.cost)) best = { form, cost }
    }
  return best?.form ?? null
}

/** A table whose first row is one wide cell with a title: the title is taken out as a line. */
function splitAtTitles(blocks: readonly Block[], forms: readonly FormDefinition[]): Block[] {
  return blocks.flatMap(block => {
    if (block.kind === 'line') return [block]
    const titleRows = new Map<number, TextLine>()
    for (let row = 0; row < block.rows; row++) {
      const printed = block.cells.filter(cell => cell.row === row && cell.reading.text !== '')
      const only = printed[0]
      if (printed.length === 1 && only !== undefined && formOfTitle(only.reading.text, forms) !== null)
        titleRows.set(row, { kind: 'line', page: block.page, reading: only.reading, place: only.place })
    }
    if (titleRows.size === 0) return [block]
    const parts: Block[] = []
    let from = 0
    for (const [row, line] of titleRows) {
      if (row > from) parts.push(segmentRows(block, from, row))
      parts.push(line)
      from = row + 1
    }
    if (from < block.rows) parts.push(segmentRows(block, from, block.rows))
    return parts
  })
}

/** Cuts a segment where a form's first field label begins a row; `form` is set on parts that begin with one. */
function splitAtAnchors(
  segment: TableSegment,
  forms: readonly FormDefinition[],
): { segment: TableSegment; form: FormDefinition | null }[] {
  const anchors: { row: number; form: FormDefinition }[] = []
  for (const cell of segment.cells) {
    const text = foldText(cell.reading.text)
    const form = forms.find(
      f => f.fields[0] !== undefined && [f.fields[0].label, ...f.fields[0].aliases].map(foldText).includes(text),
    )
    if (form !== undefined && anchors.at(-1)?.row !== cell.row) anchors.push({ row: cell.row, form })
  }
  if (anchors.length === 0) return [{ segment, form: null }]
  const parts: { segment: TableSegment; form: FormDefinition | null }[] = []
  const first = anchors[0]
  if (first !== undefined && anchors.length === 1) return [{ segment, form: first.form }]
  if (first !== undefined && first.row > 0) parts.push({ segment: segmentRows(segment, 0, first.row), form: null })
  for (const [index, anchor] of anchors.entries())
    parts.push({
      segment: segmentRows(segment, anchor.row, anchors[index + 1]?.row ?? segment.rows),
      form: anchor.form,
    })
  return parts
}

/** Rows `from` (inclusive) to `to` (exclusive) of a segment, counted anew from 0. */
function segmentRows(segment: TableSegment, from: number, to: number): TableSegment {
  return {
    ...segment,
    rows: to - from,
    openTop: from === 0 ? segment.openTop : false,
    openBottom: to === segment.rows ? segment.openBottom : false,
    cells: segment.cells
      .filter(cell => cell.row >= from && cell.row < to)
      .map(cell => ({ ...cell, row: cell.row - from, rowSpan: Math.min(cell.rowSpan, to - cell.row) })),
  }
}

function missingForm(
  pages: readonly PageReading[],
  opened: readonly OpenSheet[],
  unknownTitle: TextLine | null,
): Issue {
  const title = opened[0]?.title
  if (title)
    return {
      code: 'form-cut',
      severity: 'error',
      message: `The title "${title.reading.text}" stands there, but no table follows it.`,
      hint: 'Check that the file holds every page; the table may be missing, or its lines too faint to be seen.',
      page: title.page,
    }
  if (unknownTitle !== null)
    return {
      code: 'unknown-form',
      severity: 'error',
      message: `The table under "${unknownTitle.reading.text}" is not a form that is defined here.`,
      hint: 'List the known forms with `tabularium forms list`; a new family is added as a folder in pipelines/ (see pipelines/README.md).',
      page: unknownTitle.page,
    }
  const blank = pages.every(page => page.blocks.length === 0)
  return {
    code: 'no-form',
    severity: 'error',
    message: blank
      ? 'Nothing could be read on any page.'
      : 'No form was found: no line bears the title of a known form.',
    hint: blank
      ? 'Look at the pages with `tabularium pages FILE --overlay DIR`; scan again if they are blank or too dark.'
      : 'Check that this is the right file; `tabularium forms list` shows the titles that are looked for.',
    page: null,
  }
}
