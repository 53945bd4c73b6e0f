import { Decimal } from 'decimal.js'
import type { CheckDefinition } from '../../forms/form-definition.ts'
import { type CheckedForm, type FindingPart, selectIndicators } from './checked-form.ts'

type SumCheck = Extract<CheckDefinition, { kind: 'sum' }>
type TargetCheck = Extract<CheckDefinition, { kind: 'target-vs-amount' }>

/** A total against the sum of its parts, to the fen. Blank parts count as nothing; without any part there is nothing to check. */
export function checkSum(form: CheckedForm, check: SumCheck): FindingPart[] {
  const total = form.fields[check.total]
  const parts = check.parts.map(path => form.fields[path]).filter(part => part !== null && part !== undefined)
  if (total === null || total === undefined || parts.length === 0) return []
  const sum = parts.reduce((all, part) => all.plus(part), new Decimal(0))
  const difference = sum.minus(total).abs()
  if (difference.isZero()) return []
  return [
    {
      severity: 'error',
      path: check.total,
      message: `The total is ${total} yuan, but its parts add up to ${sum.toFixed(2)} yuan.`,
      expected: sum.toFixed(2),
      actual: total,
      amountYuan: difference.toFixed(2),
    },
  ]
}

/**
 * A target in money against an amount of the form: a cost target below the budget cannot be met, one above it controls
 * nothing. Both must agree to the fen.
 */
export function checkTargetVsAmount(form: CheckedForm, check: TargetCheck): FindingPart[] {
  const amount = form.fields[check.amount]
  if (amount === null || amount === undefined) return []
  return selectIndicators(form, check.indicator).flatMap(({ indicator, path }): FindingPart[] => {
    const { dimension, baseNumber, text } = indicator.value
    if (dimension !== 'money' || baseNumber === null) return []
    const difference = new Decimal(baseNumber).minus(amount)
    if (difference.isZero()) return []
    const isBelow = difference.isNegative()
    return [
      {
        severity: isBelow ? 'error' : 'warning',
        path: `${path}.value`,
        message: `"${indicator.level3}" sets ${text}, but the budget is ${amount} yuan: the target is ${difference.abs().toFixed(2)} yuan ${isBelow ? 'too low' : 'too high'}.`,
        expected: amount,
        actual: new Decimal(baseNumber).toFixed(2),
        amountYuan: difference.abs().toFixed(2),
      },
    ]
  })
}
