import type { FormRecord, Indicator } from '../../model/form-record.ts'

/** One value of a form: its path and its text as stored; null for a blank cell. */
export interface ValueOfForm {
  readonly path: string
  readonly text: string | null
}

/** All values of a form in its own order, by the paths that corrections, findings and provenance use. */
export function formValues({ fields, indicators }: FormRecord): ValueOfForm[] {
  return [
    ...Object.entries(fields).map(([path, text]) => ({ path, text })),
    ...indicators.flatMap((indicator, index) =>
      Object.entries(indicatorTexts(indicator)).map(([part, text]) => ({ path: `indicators[${index}].${part}`, text })),
    ),
  ]
}

function indicatorTexts({ level1, level2, level3, value }: Indicator): Record<string, string | null> {
  return { level1, level2, level3, value: value.text }
}
