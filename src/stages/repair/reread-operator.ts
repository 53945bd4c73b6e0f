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

/** What else is read for an operator, though as often for something else: 二 for =. */
const REMOTE_LOOKALIKES: Readonly<Record<string, string>> = { ...LOOKALIKES, 二: '=' }

/** The text as it is, and with each of the signs before it that recognisers print for its operator and the form does not print. */
export function operatorShapes(text: string, printed: readonly string[]): string[] {
  const [head = ''] = text
  const signs = Object.keys(REMOTE_LOOKALIKES).filter(
    sign => REMOTE_LOOKALIKES[sign] === head && !printed.includes(sign),
  )
  return [text, ...(printed.includes(head) ? signs.map(sign => sign + text.slice(head.length)) : [])]
}

/** Whether a text begins with an operator that the form prints, or with what recognisers print for it. */
export function hasOperator(text: string, printed: readonly string[]): boolean {
  const [head = ''] = text.normalize('NFKC')
  return printed.includes(head) || printed.includes(REMOTE_LOOKALIKES[head] ?? '')
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
