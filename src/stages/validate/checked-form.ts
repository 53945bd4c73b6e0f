import type { IndicatorSelector } from '../../forms/form-definition.ts'
import type { Finding } from '../../model/finding.ts'
import type { FormRecord, Indicator } from '../../model/form-record.ts'

/** The parts of a form that checks look at. */
export type CheckedForm = Pick<FormRecord, 'fields' | 'indicators'>

export interface SelectedIndicator {
  readonly indicator: Indicator
  /** `indicators[3]` */
  readonly path: string
}

/** The indicators a check is about; every part of the selector is a regular expression for the whole label or within the name. */
export function selectIndicators(form: CheckedForm, selector: IndicatorSelector): SelectedIndicator[] {
  const whole = (pattern: string | undefined, text: string | null) =>
    pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text ?? '')
  return form.indicators
    .map((indicator, index) => ({ indicator, path: `indicators[${index}]` }))
    .filter(
      ({ indicator }) =>
        whole(selector.level1, indicator.level1) &&
        whole(selector.level2, indicator.level2) &&
        (selector.name === undefined || new RegExp(selector.name, 'u').test(indicator.level3)),
    )
}

export type FindingPart = Omit<Finding, 'rule'>
