import type { FormDefinition } from '../../forms/form-definition.ts'
import type { GlyphTable } from '../../forms/glyph-table.ts'
import type { Correction } from '../../model/correction.ts'
import type { DraftForm } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import { foldText } from '../../model/printed-text.ts'
import { repairLabel } from './repair-label.ts'

const RULE_VERSION = 1

/** Fields with a closed vocabulary take the choice that is nearest to what was read, where one is near enough; else they are flagged. */
export function repairChoices(draft: DraftForm, form: FormDefinition, glyphs: GlyphTable): DraftForm {
  const fields = new Map(draft.fields)
  const corrections: Correction[] = []
  const review: ReviewFlag[] = []
  for (const { path, choices } of form.fields) {
    const value = draft.fields.get(path)
    if (choices === undefined || value === undefined || value.text === '') continue
    const read = foldText(value.text)
    if (choices.includes(read)) continue
    const repair = repairLabel(read, choices, glyphs)
    if (repair.label === null || !repair.accepted) {
      review.push({ path, reason: `"${value.text}" is none of ${choices.join(', ')}` })
      continue
    }
    fields.set(path, { ...value, text: repair.label })
    corrections.push({
      path,
      before: value.text,
      after: repair.label,
      method: 'label',
      rule: 'choice/glyph',
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
