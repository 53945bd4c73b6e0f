import type { FormRecord, Indicator } from './form-record.ts'
import type { IndicatorValue } from './indicator-value.ts'

/** One value of a form: its path and its text as stored; null for a blank cell. */
export interface ValueOfForm {
  readonly path: string
  readonly text: string | null
}

type Values = Pick<FormRecord, 'fields' | 'indicators'>

/** All values of a form in its own order, by the paths that corrections, findings and provenance use. */
export function formValues({ fields, indicators }: Values): ValueOfForm[] {
  return [
    ...Object.entries(fields).map(([path, text]) => ({ path, text })),
    ...indicators.flatMap((indicator, index) =>
      Object.entries(indicatorTexts(indicator)).map(([part, text]) => ({ path: `indicators[${index}].${part}`, text })),
    ),
  ]
}

/** The text of one value; undefined where the form has no such path. */
export function valueAt({ fields, indicators }: Values, path: string): string | null | undefined {
  const place = indicatorPath(path)
  if (place === null) return Object.hasOwn(fields, path) ? fields[path] : undefined
  const indicator = indicators[place.index]
  return indicator === undefined ? undefined : indicatorTexts(indicator)[place.part]
}

/** The form with another value at a path that it has. Texts of targets come taken apart. */
export function withValueAt<Form extends Values>(
  form: Form,
  path: string,
  value: string | null | IndicatorValue,
): Form {
  const place = indicatorPath(path)
  if (place === null) return { ...form, fields: { ...form.fields, [path]: value } }
  const part = place.part === 'level3' ? (value ?? '') : value
  const indicators = form.indicators.map((indicator, index) =>
    index === place.index ? { ...indicator, [place.part]: part } : indicator,
  )
  return { ...form, indicators }
}

/** The form with another confidence in the value at a path; an indicator is as sure as the lower of its name and target. */
export function withConfidence<Form extends Pick<FormRecord, 'indicators' | 'provenance'>>(
  form: Form,
  path: string,
  confidenceOf: (known: number) => number,
): Form {
  const provenance = form.provenance.map(origin =>
    origin.path === path ? { ...origin, confidence: confidenceOf(origin.confidence) } : origin,
  )
  const place = indicatorPath(path)
  if (place === null) return { ...form, provenance }
  const parts = [`indicators[${place.index}].level3`, `indicators[${place.index}].value`]
  const confidence = Math.min(1, ...provenance.filter(o => parts.includes(o.path)).map(o => o.confidence))
  const indicators = form.indicators.map((indicator, i) =>
    i === place.index ? { ...indicator, confidence } : indicator,
  )
  return { ...form, provenance, indicators }
}

/** `indicators[3].level2` → index 3 and part `level2`; null for a path of the form itself. */
export function indicatorPath(path: string): { readonly index: number; readonly part: IndicatorPart } | null {
  const [, index, part] = /^indicators\[(\d+)\]\.(level1|level2|level3|value)$/u.exec(path) ?? []
  return index === undefined ? null : { index: Number(index), part: part as IndicatorPart }
}

type IndicatorPart = 'level1' | 'level2' | 'level3' | 'value'

function indicatorTexts({ level1, level2, level3, value }: Indicator): Record<IndicatorPart, string | null> {
  return { level1, level2, level3, value: value.text }
}
