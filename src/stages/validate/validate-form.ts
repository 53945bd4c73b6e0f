import type { CheckDefinition, FormDefinition } from '../../forms/form-definition.ts'
import type { UnitTable } from '../../forms/units.ts'
import type { Finding } from '../../model/finding.ts'
import { checkSum, checkTargetVsAmount } from './check-amounts.ts'
import { checkDateOrder } from './check-dates.ts'
import { checkGoals } from './check-goals.ts'
import { checkMeasurable, checkUnitDimension } from './check-indicators.ts'
import type { CheckedForm, FindingPart } from './checked-form.ts'

/** Everything the form's checks find, in the order of the checks. No value is touched. */
export function validateForm(record: CheckedForm, form: FormDefinition, units: UnitTable): Finding[] {
  return form.checks.flatMap(check => runCheck(record, check, units).map(part => ({ rule: check.rule, ...part })))
}

function runCheck(record: CheckedForm, check: CheckDefinition, units: UnitTable): FindingPart[] {
  switch (check.kind) {
    case 'sum':
      return checkSum(record, check)
    case 'date-order':
      return checkDateOrder(record, check)
    case 'target-vs-amount':
      return checkTargetVsAmount(record, check)
    case 'goal-vs-indicator':
      return checkGoals(record, check, units)
    case 'measurable':
      return checkMeasurable(record, check)
    case 'unit-dimension':
      return checkUnitDimension(record, check)
  }
}
