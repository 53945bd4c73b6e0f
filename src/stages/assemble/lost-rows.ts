import type { FormDefinition } from '../../forms/form-definition.ts'
import type { FormSheet } from '../../model/form-sheet.ts'
import type { Issue } from '../../model/issue.ts'
import { foldText } from '../../model/printed-text.ts'

/** How targets look, whatever the form: a comparison with a number, or a number with its share or its unit in brackets. */
const TARGET = /[≥≤><=]\s*\d|\d\s*[%‰]|\d\s*\([^()\d]+\)$/u

/**
 * Lines beside the tables of a form that look like rows of its indicator table, by a target or a label in them: ruling lines were
 * too faint to hold them, or a page continues without any. They are reported, never guessed into the table.
 */
export function lostRowsIssue({ looseLines, sequence }: FormSheet, form: FormDefinition): Issue | null {
  const labels = form.levels.flatMap(level1 => level1.children.flatMap(({ label, variants }) => [label, ...variants]))
  const lost = looseLines.filter(({ reading }) => {
    const text = foldText(reading.text)
    return TARGET.test(reading.text.normalize('NFKC')) || labels.some(label => text.includes(label))
  })
  const first = lost[0]
  if (first === undefined) return null
  return {
    code: 'borderless-rows',
    severity: 'warning',
    message: `${lost.length} line${lost.length === 1 ? '' : 's'} beside the table of form ${sequence} look like rows of it ("${first.reading.text}"), but no ruling lines hold them.`,
    hint: 'Look at the page and add what is missing by hand, or scan it again so that its lines can be seen.',
    page: first.page,
  }
}

/** The last table of a form goes on over the edge of its page, and nothing follows: the rows behind were not found. */
export function missingEndIssue({ segments, sequence }: FormSheet): Issue | null {
  const last = segments.at(-1)
  if (last === undefined || last.grid !== 'ruled' || !last.openBottom) return null
  return {
    code: 'form-cut',
    severity: 'warning',
    message: `The table of form ${sequence} goes on over the lower edge of page ${last.page}, but its continuation was not found.`,
    hint: 'Look at the next page and add its rows by hand, or scan it again; if the page is missing, get it from the source.',
    page: last.page,
  }
}
