import { Decimal } from 'decimal.js'
import type { FormRecord } from '../model/form-record.ts'
import type { CheckDefinition } from './form-definition.ts'

/**
 * Paths of a total and its parts, two or more and none of them zero, that add up to the fen. A total that equals its only part, or a cost
 * target that is the budget, confirms nothing: the same digits in the same face are misread alike (58,556,500 as 58,356,300, twice).
 * Where a sum does not come out right it says nothing here.
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
      return sum.equals(total) ? [check.total, ...parts] : []
    }),
  )
}
