import type { CheckDefinition } from '../../forms/form-definition.ts'
import { type CheckedForm, type FindingPart, selectIndicators } from './checked-form.ts'

/** A target that no one can measure: words where a number is due. */
export function checkMeasurable(
  form: CheckedForm,
  check: Extract<CheckDefinition, { kind: 'measurable' }>,
): FindingPart[] {
  return selectIndicators(form, check.indicator)
    .filter(({ indicator }) => indicator.value.number === null && indicator.value.kind !== 'unparsed')
    .map(({ indicator, path }) => ({
      severity: 'warning',
      path: `${path}.value`,
      message: `"${indicator.level3}" is to be "${indicator.value.text}": that cannot be measured.`,
      expected: 'a number',
      actual: indicator.value.text,
      amountYuan: null,
    }))
}

/** A count that is valued in per cent, and the like: name and unit speak of different things. */
export function checkUnitDimension(
  form: CheckedForm,
  check: Extract<CheckDefinition, { kind: 'unit-dimension' }>,
): FindingPart[] {
  return selectIndicators(form, check.indicator)
    .filter(({ indicator }) => indicator.value.dimension !== null && check.not.includes(indicator.value.dimension))
    .map(({ indicator, path }) => ({
      severity: 'warning',
      path: `${path}.value`,
      message: `"${indicator.level3}" names a quantity, but its target "${indicator.value.text}" is a ${indicator.value.dimension}.`,
      expected: `a unit that is no ${indicator.value.dimension}`,
      actual: indicator.value.unit,
      amountYuan: null,
    }))
}
