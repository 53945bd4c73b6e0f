import type { CheckDefinition } from '../../forms/form-definition.ts'
import type { Finding } from '../../model/finding.ts'
import type { ReviewFlag } from '../../model/form-record.ts'

/**
 * Flags of the values that a check sets against each other: on paper they may contradict themselves, on a picture one of them may be
 * misread, however sure the recogniser is (58,556,500 as 58,356,300). `canBeMisread` tells such values.
 */
export function contradictedValues(
  findings: readonly Finding[],
  checks: readonly CheckDefinition[],
  canBeMisread: (path: string) => boolean,
): ReviewFlag[] {
  const checkByRule = new Map(checks.map(check => [check.rule, check]))
  return findings.flatMap(({ rule, path, message }) => {
    const check = checkByRule.get(rule)
    const others = check === undefined ? null : comparedPaths(check)
    if (others === null) return []
    return [...new Set([path, ...others])]
      .filter(canBeMisread)
      .map(each => ({ path: each, reason: `a check contradicts it: ${message}` }))
  })
}

/** What a check compares a value with; null for checks of one value by itself. */
function comparedPaths(check: CheckDefinition): readonly string[] | null {
  switch (check.kind) {
    case 'sum':
      return [check.total, ...check.parts]
    case 'date-order':
      return [check.start, check.end]
    case 'target-vs-amount':
      return [check.amount]
    case 'goal-vs-indicator':
      return []
    default:
      return null
  }
}
