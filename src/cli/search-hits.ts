import type { QueryResult } from '../query/run-query.ts'
import type { SearchHit, SearchMatch } from '../store/search.ts'
import { styled } from './terminal/style.ts'
import { toPrintable } from './terminal/text-width.ts'

/** Hits for a person: a form a paragraph, the words marked where they stand. */
export function hitsToText(hits: readonly SearchHit[]): string {
  return hits.map(hitToText).join('\n')
}

function hitToText({ file, sequence, fiscalYear, projectName, competentDepartment, matches }: SearchHit): string {
  const name = styled('bold', toPrintable(projectName ?? '(no name)'))
  const about = [fiscalYear, competentDepartment, `${file}:${sequence}`].filter(part => part !== null).join(', ')
  const lines = matches.map(match => `    ${styled('dim', match.path)}  ${markedText(match)}`)
  return `${[`${name}  ${toPrintable(about)}`, ...lines].join('\n')}\n`
}

function markedText({ text, marks }: SearchMatch): string {
  let shown = ''
  let at = 0
  for (const [start, end] of marks) {
    shown += toPrintable(text.slice(at, start)) + styled('yellow', toPrintable(text.slice(start, end)))
    at = end
  }
  return shown + toPrintable(text.slice(at))
}

/** Hits as rows, one a match, for the formats of other programs. */
export function hitsToResult(hits: readonly SearchHit[]): Pick<QueryResult, 'columns' | 'rows'> {
  return {
    columns: ['file', 'sequence', 'fiscal_year', 'project_name', 'competent_department', 'score', 'path', 'text'],
    rows: hits.flatMap(hit =>
      hit.matches.map(({ path, text }) => [
        hit.file,
        hit.sequence,
        hit.fiscalYear,
        hit.projectName,
        hit.competentDepartment,
        Math.round(hit.score * 1000) / 1000,
        path,
        text,
      ]),
    ),
  }
}
