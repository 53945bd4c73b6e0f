import type { CheckDefinition, FormDefinition } from '../../forms/form-definition.ts'
import type { ReviewFlag } from '../../model/form-record.ts'

/**
 * Fields that are blank beside others that they are filled in with. On paper they may be blank; on a picture their print may have been too
 * pale to be seen, and a cell that seems empty was given to no recogniser.
 */
export function blankFields(
  fields: Readonly<Record<string, string | null>>,
  form: Pick<FormDefinition, 'fields' | 'checks'>,
): ReviewFlag[] {
  const isBlank = (path: string) => (fields[path] ?? null) === null
  const dates = form.fields.filter(({ kind }) => kind === 'date').map(({ path }) => path)
  return [
    ...form.checks.flatMap(check => blankAmounts(check, isBlank)).map(path => flag(path, 'amounts that belong to it')),
    ...(dates.every(isBlank) ? [] : dates.filter(isBlank)).map(path => flag(path, "the form's other date")),
  ]
}

function flag(path: string, others: string): ReviewFlag {
  return { path, reason: `it is blank beside ${others}: was its print too pale?` }
}

/** Of a sum: a total without its parts, parts without their total, and what is blank together with the total. */
function blankAmounts(check: CheckDefinition, isBlank: (path: string) => boolean): string[] {
  if (check.kind !== 'sum') return []
  const blank = check.parts.filter(isBlank)
  if (isBlank(check.total)) return blank.length < check.parts.length ? [check.total, ...blank] : []
  return blank.length === check.parts.length ? blank : []
}
