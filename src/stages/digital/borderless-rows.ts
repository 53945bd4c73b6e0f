import type { Issue } from '../../model/issue.ts'
import type { TextLine } from '../../model/page-reading.ts'

/** So many lines of several columns each, one below the other, look like rows of a table without rules. */
const minRows = 3
const minColumns = 3

/**
 * An issue where lines outside the tables stand in columns: rows of a table that has no rules there. Their cells are not guessed.
 * Null where there are none.
 */
export function borderlessRowsIssue(lines: readonly TextLine[], page: number): Issue | null {
  const countByBase = new Map<number, number>()
  for (const { place } of lines) {
    if (!place.box) continue
    const base = Math.round((place.box.y + place.box.height) / 2)
    countByBase.set(base, (countByBase.get(base) ?? 0) + 1)
  }
  const rows = [...countByBase.values()].filter(count => count >= minColumns).length
  if (rows < minRows) return null
  return {
    code: 'borderless-rows',
    severity: 'warning',
    message: `${rows} lines on page ${page} stand in columns, but no rules make cells of them.`,
    hint: 'Look at the page: if the form goes on there, add the missing rows in review.',
    page,
  }
}
