import type { FormDefinition } from '../../forms/form-definition.ts'
import { type DraftForm, isRecognised } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'

/**
 * Dates that are blank beside one that was recognised: forms have both or none, and print may be too pale to be seen. A blank amount
 * says nothing of the kind, most forms have some.
 */
export function blankDates(draft: DraftForm, form: FormDefinition): ReviewFlag[] {
  const dates = form.fields
    .filter(({ kind }) => kind === 'date')
    .map(({ path }) => ({ path, value: draft.fields.get(path) }))
  const isSeen = dates.some(({ value }) => value !== undefined && value.text !== '' && isRecognised(value))
  if (!isSeen) return []
  return dates
    .filter(({ value }) => value === undefined || value.text === '')
    .map(({ path }) => ({ path, reason: "blank, though the form's other date is not: the print may be too pale" }))
}
