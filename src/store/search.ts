import { TabulariumError } from '../model/tabularium-error.ts'
import type { Connection } from './connection.ts'
import { type FormRow, type IndicatorRow, rowToIndicator } from './rows-to-form.ts'
import { formToSearchTexts } from './search-index.ts'
import { queryToMatch, queryToWords } from './search-terms.ts'
import { type Snippet, textToSnippet } from './snippet.ts'

/** A form that was found, and where in it the words stand. */
export interface SearchHit {
  readonly formId: number
  readonly file: string
  readonly sha256: string
  readonly sequence: number
  readonly fiscalYear: number | null
  readonly projectName: string | null
  readonly competentDepartment: string | null
  /** Greater is better; comparable within one search only. */
  readonly score: number
  readonly matches: readonly SearchMatch[]
}

export interface SearchMatch extends Snippet {
  readonly path: string
}

/** Columns weigh as people search: the name of a project says more than a word of its goal. In the order of SEARCH_COLUMNS. */
const WEIGHTS = '8.0, 4.0, 2.0, 1.0'

/** A word that stands in more forms than this says nothing by its frequency: then the first so many forms are ranked. */
const RANKED_AT_MOST = 5_000

const MATCHES_SHOWN = 3

interface FoundRow {
  id: number
  score: number
}

/** Forms in which every word of `query` occurs. Throws `search-empty` when no word of it can be searched for. */
export async function searchForms(
  connection: Connection,
  query: string,
  limit: number,
): Promise<{ total: number; hits: SearchHit[] }> {
  const match = queryToMatch(query)
  if (match === null) {
    const hint = 'Give at least one Chinese character, letter or digit: tabularium search 满意度'
    throw new TabulariumError('search-empty', 'There is nothing to search for.', hint, { exitStatus: 2 })
  }
  const [counted] = await connection.all<{ total: number }>(
    'SELECT count(*) AS total FROM form_search WHERE form_search MATCH ?',
    [match],
  )
  const found = await connection.all<FoundRow>(
    `SELECT id, score FROM (SELECT rowid AS id, -bm25(form_search, ${WEIGHTS}) AS score FROM form_search
       WHERE form_search MATCH ? LIMIT ${RANKED_AT_MOST}) ORDER BY score DESC, id LIMIT ?`,
    [match, limit],
  )
  const words = queryToWords(query)
  const hits: SearchHit[] = []
  for (const { id, score } of found) {
    const hit = await foundToHit(connection, id, score, words)
    if (hit) hits.push(hit)
  }
  return { total: counted?.total ?? 0, hits }
}

async function foundToHit(
  connection: Connection,
  id: number,
  score: number,
  words: readonly string[],
): Promise<SearchHit | null> {
  const [form] = await connection.all<FormRow & { file: string; sha256: string }>(
    `SELECT f.*, t.fields, d.file, d.sha256 FROM stored_forms f
       JOIN stored_fields t ON t.form_id = f.id JOIN stored_documents d ON d.id = f.document_id WHERE f.id = ?`,
    [id],
  )
  if (!form) return null
  const rows = await connection.all<IndicatorRow>(
    'SELECT * FROM stored_indicators WHERE form_id = ? ORDER BY position',
    [id],
  )
  const fields = JSON.parse(form.fields) as Record<string, string | null>
  const matches = formToSearchTexts({ fields, indicators: rows.map(rowToIndicator) }).flatMap(({ path, text }) => {
    const snippet = textToSnippet(text, words)
    return snippet === null ? [] : [{ path, ...snippet }]
  })
  return {
    formId: id,
    file: form.file,
    sha256: form.sha256,
    sequence: form.sequence,
    fiscalYear: form.fiscal_year,
    projectName: fields.projectName ?? null,
    competentDepartment: fields.competentDepartment ?? null,
    score,
    matches: matches.slice(0, MATCHES_SHOWN),
  }
}
