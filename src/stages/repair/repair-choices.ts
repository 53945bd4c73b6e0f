import type { FormDefinition } from '../../forms/form-definition.ts'
import type { GlyphTable } from '../../forms/glyph-table.ts'
import type { Candidate, Correction } from '../../model/correction.ts'
import type { DraftForm, DraftValue } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import { foldText } from '../../model/printed-text.ts'
import { alignLabel, evidenceOfReading, mostGap } from './align-label.ts'
import { repairLabel } from './repair-label.ts'

const RULE_VERSION = 1

interface ChosenLabel {
  readonly label: string
  readonly cost: number
  readonly margin: number | null
  readonly candidates: readonly Candidate[]
  readonly rule: string
}

/** Fields with a closed vocabulary take the choice that is nearest to what was read, where one is near enough; else they are flagged. */
export function repairChoices(draft: DraftForm, form: FormDefinition, glyphs: GlyphTable): DraftForm {
  const fields = new Map(draft.fields)
  const corrections: Correction[] = []
  const review: ReviewFlag[] = []
  for (const { path, choices } of form.fields) {
    const value = draft.fields.get(path)
    if (choices === undefined || value === undefined || value.text === '') continue
    const read = foldText(value.text)
    const seen = byEvidence(value, choices)
    if (choices.includes(read)) {
      // The other choices are all that it could be instead.
      if (seen?.label === read) fields.set(path, { ...value, confidence: shareOf(seen) })
      continue
    }
    const repair = seen ?? byText(read, choices, glyphs)
    if (repair === null) {
      review.push({ path, reason: `"${value.text}" is none of ${choices.join(', ')}` })
      continue
    }
    // The evidence tells which choice is likeliest, not that it is one of them: where the letters do not say so too, a person looks.
    if (seen !== null && byText(read, choices, glyphs)?.label !== seen.label)
      review.push({ path, reason: `read as "${value.text}"` })
    const confidence = seen === null ? {} : { confidence: shareOf(seen) }
    fields.set(path, { ...value, text: repair.label, ...confidence })
    corrections.push({
      path,
      before: value.text,
      after: repair.label,
      method: 'label',
      rule: repair.rule,
      ruleVersion: RULE_VERSION,
      decision: 'applied',
      score: Math.max(0, 1 - repair.cost),
      margin: Number.isFinite(repair.margin) ? repair.margin : null,
      candidates: repair.candidates,
      place: value.cells[0]?.place ?? null,
      reason: 'the choice of this field nearest to what was read',
    })
  }
  return { ...draft, fields, corrections: [...draft.corrections, ...corrections], review: [...draft.review, ...review] }
}

/** Probability of the choice among all of them. */
function shareOf({ margin }: ChosenLabel): number {
  return 1 / (1 + Math.exp(-(margin ?? 0)))
}

/** The choice that the recogniser's posteriors support. */
function byEvidence({ text, cells }: DraftValue, choices: readonly string[]): ChosenLabel | null {
  const [cell, ...more] = cells
  const evidence =
    cell === undefined || more.length > 0 || cell.reading.text !== text ? null : evidenceOfReading(cell.reading)
  const aligned = evidence === null ? null : alignLabel([evidence], choices, mostGap(choices))
  return aligned === null ? null : { ...aligned, rule: 'choice/posterior' }
}

function byText(read: string, choices: readonly string[], glyphs: GlyphTable): ChosenLabel | null {
  const { label, cost, margin, candidates, accepted } = repairLabel(read, choices, glyphs)
  return accepted && label !== null ? { label, cost, margin, candidates, rule: 'choice/glyph' } : null
}
