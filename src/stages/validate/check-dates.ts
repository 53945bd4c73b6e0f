import type { CheckDefinition } from '../../forms/form-definition.ts'
import type { CheckedForm, FindingPart } from './checked-form.ts'

/** The end must not come before the start. ISO days compare as text. */
export function checkDateOrder(
  form: CheckedForm,
  check: Extract<CheckDefinition, { kind: 'date-order' }>,
): FindingPart[] {
  const start = form.fields[check.start] ?? null
  const end = form.fields[check.end] ?? null
  if (start === null || end === null || start <= end) return []
  return [
    {
      severity: 'error',
      path: check.end,
      message: `The project ends on ${end}, before it starts on ${start}.`,
      expected: `not before ${start}`,
      actual: end,
      amountYuan: null,
    },
  ]
}
