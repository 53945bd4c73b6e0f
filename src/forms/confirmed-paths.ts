import { Decimal } from 'decimal.js'
import { type CheckedForm, selectIndicators } from './checked-form.ts'
import type { CheckDefinition } from './form-definition.ts'

/**
 * Paths of the amounts and targets that a check of the form confirms: a total and its parts that add up, a cost target that is the budget,
 * each to the fen. Arithmetic speaks for what was read; where it does not come out right it says nothing here.
 */
export function confirmedPaths(form: CheckedForm, checks: readonly CheckDefinition[]): Set<string> {
  return new Set(checks.flatMap(check => confirmedBy(form, check)))
}

function confirmedBy(form: CheckedForm, check: CheckDefinition): string[] {
  if (check.kind === 'sum') {
    const total = form.fields[check.total]
    const parts = check.parts.filter(path => typeof form.fields[path] === 'string')
    if (typeof total !== 'string' || parts.length === 0) return []
    const sum = parts.reduce((all, path) => all.plus(form.fields[path]!), new Decimal(0))
    return sum.equals(total) ? [check.total, ...parts] : []
  }
  if (check.kind !== 'target-vs-amount') return []
  const amount = form.fields[check.amount]
  if (typeof amount !== 'string') return []
  const targets = selectIndicators(form, check.indicator).filter(({ indicator: { value } }) => {
    return value.dimension === 'money' && value.baseNumber !== null && new Decimal(value.baseNumber).equals(amount)
  })
  return targets.length === 0 ? [] : [check.amount, ...targets.map(({ path }) => `${path}.value`)]
}
