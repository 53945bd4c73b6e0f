import type { FormRecord } from '../model/form-record.ts'
import type { Connection } from './connection.ts'
import { textToTerms } from './search-terms.ts'

/** A searchable text of a form and the path it stands at. */
export interface SearchText {
  readonly column: SearchColumn
  readonly path: string
  readonly text: string
}

/** The columns of `form_search`, in their order there. */
export const SEARCH_COLUMNS = ['name', 'organisation', 'indicator', 'goal'] as const
export type SearchColumn = (typeof SEARCH_COLUMNS)[number]

const COLUMN_BY_FIELD: Readonly<Record<string, SearchColumn>> = {
  projectName: 'name',
  competentDepartment: 'organisation',
  implementingUnit: 'organisation',
}

/** All texts of a form a search looks at: names, organisations, indicators with their values, and every other text; not amounts and dates. */
export function formToSearchTexts(form: Pick<FormRecord, 'fields' | 'indicators'>): SearchText[] {
  const texts: SearchText[] = []
  for (const [path, text] of Object.entries(form.fields)) {
    if (text !== null && !/^[\d.-]*$/.test(text)) texts.push({ column: COLUMN_BY_FIELD[path] ?? 'goal', path, text })
  }
  for (const [position, { level3, value }] of form.indicators.entries()) {
    texts.push({ column: 'indicator', path: `indicators[${position}].level3`, text: level3 })
    texts.push({ column: 'indicator', path: `indicators[${position}].value`, text: value.text })
  }
  return texts
}

/** Enters a form into the search; leaving it is the trigger `forms_leave_search`. */
export async function indexForm(connection: Connection, formId: number, form: FormRecord): Promise<void> {
  const texts = formToSearchTexts(form)
  const terms = SEARCH_COLUMNS.map(column =>
    // The lone `.` keeps a phrase from reaching over the end of one text into the next.
    texts
      .filter(text => text.column === column)
      .map(({ text }) => textToTerms(text).join(' '))
      .join(' . '),
  )
  await connection.run(
    `INSERT INTO form_search (rowid, ${SEARCH_COLUMNS.join(', ')}) VALUES (?, ${SEARCH_COLUMNS.map(() => '?').join(', ')})`,
    [formId, ...terms],
  )
}
