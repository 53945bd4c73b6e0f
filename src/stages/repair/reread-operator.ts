import type { DraftValue } from '../../model/draft-form.ts'
import { SPELLING_LIMITS } from './limits.ts'

/** What recognisers print for an operator they half saw, and the operator. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '>': '≥',
  '<': '≤',
  '＞': '≥',
  '＜': '≤',
  '》': '≥',
  '《': '≤',
  '〉': '≥',
  '〈': '≤',
}

/**
 * Reads the first character of a target again within the form's grammar: where it is no operator that the form prints
 * (`>1100.00(TB)` in a form of ≥, ≤ and =), it is the printed one that looks like it. `doubt` says why a person should look,
 * where the recogniser's own alternatives do not hold that operator. Null: nothing to read again.
 */
export function rereadOperator(
  value: DraftValue,
  printed: readonly string[],
): { readonly text: string; readonly doubt: string | null } | null {
  const [head = ''] = value.text
  const operator = LOOKALIKES[head]
  if (operator === undefined || printed.includes(head) || !printed.includes(operator)) return null
  if (!/^.=?\s*\d/u.test(value.text)) return null
  const reading = value.cells[0]?.reading
  const seen = reading?.chars?.find(({ char }) => char === head)?.alternatives.find(({ char }) => char === operator)
  return {
    text: operator + value.text.slice(head.length),
    doubt:
      (seen?.probability ?? 0) >= SPELLING_LIMITS.operator
        ? null
        : `"${head}" was read where the form prints ${operator}`,
  }
}
