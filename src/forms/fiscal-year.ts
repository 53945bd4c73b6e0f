import type { FormDefinition } from './form-definition.ts'

export interface NamedYear {
  readonly year: number
  /** Where its first digit stands in the text in half width (NFKC). */
  readonly index: number
}

/** The fiscal years that a line names, in the words of the form definition. */
export function yearsNamed(text: string, form: FormDefinition): NamedYear[] {
  const pattern = new RegExp(form.fiscalYear, 'dgu')
  return [...text.normalize('NFKC').matchAll(pattern)].flatMap(({ 1: year, indices }) =>
    year === undefined ? [] : [{ year: Number(year), index: indices?.[1]?.[0] ?? 0 }],
  )
}
