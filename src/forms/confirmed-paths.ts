import { Decimal } from 'decimal.js'
import type { FormRecord } from '../model/form-record.ts'
import type { CheckDefinition } from './form-definition.ts'

/**
 * Paths of a total and its parts, two or more and none of them zero, that add up to the fen, each digit of the total out of two. A digit
 * that stands alone in its column passes from a part into the total and confirms nothing, nor does a total that equals its only part:
 * the same digits in the same face are misread alike (58,556,500 as 58,356,300, twice). Where a sum does not come out right it says
 * nothing here.
 */
export function confirmedPaths(
  { fields }: Pick<FormRecord, 'fields'>,
  checks: readonly CheckDefinition[],
): Set<string> {
  return new Set(
    checks.flatMap(check => {
      if (check.kind !== 'sum') return []
      const total = fields[check.total]
      const parts = check.parts.filter(path => typeof fields[path] === 'string' && !new Decimal(fields[path]).isZero())
      if (typeof total !== 'string' || parts.length < 2) return []
      const sum = parts.reduce((all, path) => all.plus(fields[path]!), new Decimal(0))
      return sum.equals(total) && isMixed(parts.map(path => fields[path]!)) ? [check.total, ...parts] : []
    }),
  )
}

/** Whether no digit of the amounts (yuan) passes unchanged into their sum: it meets another digit or a carry in its column. */
function isMixed(amounts: readonly string[]): boolean {
  const columns = amounts.map(amount => [...new Decimal(amount).times(100).toFixed(0)].reverse().map(Number))
  let carry = 0
  for (let column = 0; column < Math.max(...columns.map(digits => digits.length)); column++) {
    const digits = columns.map(each => each[column] ?? 0).filter(digit => digit !== 0)
    if (digits.length === 1 && carry === 0) return false
    carry = Math.floor(digits.reduce((sum, digit) => sum + digit, carry) / 10)
  }
  return true
}
