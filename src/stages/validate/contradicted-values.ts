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
  return findings.flatMap(({ rule, path, message }) => {
    // Several checks may share a rule: that of this finding is the one that looks at its value.
    const compared = checks.filter(check => check.rule === rule).flatMap(comparedPaths)
    const others = compared.find(paths => paths.includes(path)) ?? compared[0]
    if (others === undefined) return []
    return [...new Set([path, ...others])]
      .filter(canBeMisread)
      .map(each => ({ path: each, reason: `a check contradicts it: ${message}` }))
  })
}

/** The values that a check compares with each other or with those of indicators; none for checks of one value by itself. */
function comparedPaths(check: CheckDefinition): [] | [readonly string[]] {
  switch (check.kind) {
    case 'sum':
      return [[check.total, ...check.parts]]
    case 'date-order':
      return [[check.start, check.end]]
    case 'target-vs-amount':
      return [[check.amount]]
    case 'goal-vs-indicator':
      return [[]]
    default:
      return []
  }
}
