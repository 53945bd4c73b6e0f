import type { Settings } from '../../app/config.ts'
import { findNamedQuery, namedQueryParams } from '../../query/named-queries.ts'
import { runQuery } from '../../query/run-query.ts'
import { loadAllNamedQueries } from '../list-named-queries.ts'
import { resultToTable } from '../terminal/result-to-table.ts'
import { tableToText } from '../terminal/text-table.ts'
import type { TourPart } from './tour-part.ts'

const QUERY = 'by-department'
const SHOWN = 5

/** The answer of a first named query. */
export async function answerPart(settings: Settings, width: number): Promise<TourPart> {
  const query = findNamedQuery(await loadAllNamedQueries(settings.pipelines), QUERY)
  const result = await runQuery(settings.db, query.sql, { params: namedQueryParams(query, {}), rowLimit: SHOWN })
  const text = `${query.description}\n${tableToText(resultToTable(result), width)}`
  return { title: `A first question: query --named ${QUERY}`, text }
}
