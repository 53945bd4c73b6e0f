import { indicatorPath } from '../model/form-values.ts'
import type { TextScope } from './dictionary.ts'
import type { FieldDefinition, FormDefinition } from './form-definition.ts'

/** Closed vocabularies, dates and amounts are no business of a dictionary. */
const SCOPE_BY_KIND: Readonly<Record<FieldDefinition['kind'], TextScope | null>> = {
  text: 'name',
  organisation: 'organisation',
  prose: 'prose',
  choice: null,
  date: null,
  amount: null,
}

/** What a text is to a dictionary, by its place in the form; null where a dictionary has nothing to say. */
export function scopeOfPath(path: string, form: FormDefinition): TextScope | null {
  const place = indicatorPath(path)
  if (place !== null) return place.part === 'level3' ? 'name' : place.part === 'value' ? 'value' : null
  const field = form.fields.find(candidate => candidate.path === path)
  return field === undefined ? null : SCOPE_BY_KIND[field.kind]
}
