import type { FormFamily, FormLibrary } from '../forms/form-library.ts'
import { recognisedPaths } from '../model/draft-form.ts'
import type { FormRecord } from '../model/form-record.ts'
import type { FormSheet } from '../model/form-sheet.ts'
import type { Issue, IssueCode } from '../model/issue.ts'
import type { PageReading } from '../model/page-reading.ts'
import type { ReviewDecision, Revocation } from '../model/review-decision.ts'
import { uniqueFlags } from '../model/review-flags.ts'
import { assembleForm } from '../stages/assemble/assemble-form.ts'
import { applyDecisions } from '../stages/decide/apply-decisions.ts'
import { normaliseForm } from '../stages/normalise/normalise-form.ts'
import { textTyping } from '../stages/normalise/type-text.ts'
import type { ValueEvidence } from '../stages/normalise/value-probability.ts'
import { labelCells } from '../stages/repair/label-cells.ts'
import { partFields } from '../stages/repair/part-fields.ts'
import { proposeForForm } from '../stages/repair/propose.ts'
import { repairChoices } from '../stages/repair/repair-choices.ts'
import { repairPrint } from '../stages/repair/repair-print.ts'
import { rereadNumbers } from '../stages/repair/reread-numbers.ts'
import { weighTexts } from '../stages/repair/weigh-texts.ts'
import { pagesToSheets } from '../stages/split/pages-to-sheets.ts'
import { contradictedValues } from '../stages/validate/contradicted-values.ts'
import { validateForm } from '../stages/validate/validate-form.ts'

/** Changes whenever a stage below reads or writes differently; part of every checkpoint's key. */
export const FORM_STAGES_VERSION = 16

export interface FormPipelineContext {
  readonly library: FormLibrary
  /** Id of the family to look for, or `auto` for all of them. */
  readonly form: string
  /** Values that are right with a lower probability than this are listed for review; 0..1. */
  readonly reviewBelow: number
  /** Hears what speaks for and against every recognised value of a form. */
  readonly onEvidence?: (sequence: number, path: string, evidence: ValueEvidence) => void
  /** Rules that people no longer want; none unless told. */
  readonly revocations?: readonly Revocation[]
}

export interface DocumentForms {
  readonly forms: readonly FormRecord[]
  readonly issues: readonly Issue[]
}

/**
 * From what was read to checked records: split → label → assemble → repair → normalise → propose → decide → validate.
 * `decisions` are people's about this document: one a key, none withdrawn.
 * Pure and cheap: the same pages, library and decisions always give the same records, without recognising again.
 */
export function pagesToForms(
  pages: readonly PageReading[],
  context: FormPipelineContext,
  decisions: readonly ReviewDecision[] = [],
): DocumentForms {
  const families = context.library.families.filter(
    family => context.form === 'auto' || family.definition.id === context.form,
  )
  const { sheets, issues } = pagesToSheets(
    pages,
    families.map(family => family.definition),
  )
  const forms = sheets.flatMap(sheet => {
    const family = families.find(f => f.definition.id === sheet.formId)
    if (family === undefined) return []
    const own = decisions.filter(decision => decision.sequence === sheet.sequence)
    return [withUnseenPages(sheetToRecord(sheet, family, context, own), pages)]
  })
  return { forms, issues }
}

/** Codes of pages of which something was not seen: rows may be missing that nobody knows of. */
const UNSEEN: readonly IssueCode[] = [
  'page-unreadable',
  'no-grid',
  'image-dropped',
  'decode-warning',
  'timeout',
  'memory',
  'crashed',
]

/** Rows may have stood on pages of the form that could not be seen: then a person must look at all of them. */
function withUnseenPages(record: FormRecord, pages: readonly PageReading[]): FormRecord {
  const first = Math.min(...record.pages)
  const last = Math.max(...record.pages)
  const unseen = pages.filter(
    ({ page, issues }) =>
      page >= first &&
      page <= last + 1 &&
      issues.some(issue => issue.severity !== 'info' && UNSEEN.includes(issue.code)),
  )
  if (unseen.length === 0) return record
  const reason = `page ${unseen.map(page => page.page).join(', ')} could not be seen whole; rows may be missing`
  return { ...record, review: [...record.review, { path: 'indicators', reason }] }
}

function sheetToRecord(
  sheet: FormSheet,
  family: FormFamily,
  { library, reviewBelow, onEvidence, revocations = [] }: FormPipelineContext,
  decisions: readonly ReviewDecision[],
): FormRecord {
  const form = family.definition
  const { glyphs, units } = library
  const labelled = labelCells(sheet, form, glyphs)
  const parted = partFields(assembleForm(labelled, { form, names: family.names }), form)
  const weighed = weighTexts(parted, form, { ...family, organisations: library.organisations })
  const { fiscalYear, amountUnits } = weighed
  const typing = textTyping({ form, units, fiscalYear, amountUnits })
  const reread = rereadNumbers(repairPrint(weighed, form, family.words), { form, units, typing })
  const draft = repairChoices(reread, form, glyphs)
  const read = normaliseForm(draft, {
    ...{ form, units, reviewBelow },
    onEvidence: onEvidence && ((path, evidence) => onEvidence(sheet.sequence, path, evidence)),
  })
  const proposed = { ...read, corrections: [...read.corrections, ...proposeForForm(read, form, family.dictionary)] }
  const decided = applyDecisions(proposed, { decisions, revocations }, typing)
  const findings = validateForm(decided, form, units)
  const seen = recognisedPaths(draft)
  const settled = new Set(decided.corrections.filter(each => each.decided !== undefined).map(({ path }) => path))
  const contradicted = contradictedValues(findings, form.checks, path => seen.has(path) && !settled.has(path))
  const review = uniqueFlags([...decided.review, ...contradicted])
  return { ...decided, review, definition: library.hash, findings }
}
