import { existsSync } from 'node:fs'
import { loadFormLibrary } from '../forms/form-library.ts'
import { loadNamedQueries } from '../query/named-queries.ts'
import type { NamedQuery } from '../query/parse-named-query.ts'
import { styled } from './terminal/style.ts'

/** The named queries of every form family, by name. */
export async function loadAllNamedQueries(pipelines: string): Promise<NamedQuery[]> {
  const folders = loadFormLibrary(pipelines)
    .families.map(family => family.queries)
    .filter(folder => existsSync(folder))
  const queries = (await Promise.all(folders.map(loadNamedQueries))).flat()
  return queries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Lists what can be asked by name: for a person, or as JSON. */
export async function listNamedQueries(pipelines: string, format: string | undefined): Promise<void> {
  const queries = await loadAllNamedQueries(pipelines)
  if (format === 'json') process.stdout.write(`${JSON.stringify(queries, null, 2)}\n`)
  else if (format === 'jsonl') for (const query of queries) process.stdout.write(`${JSON.stringify(query)}\n`)
  else for (const query of queries) process.stdout.write(queryToText(query))
}

function queryToText({ name, description, parameters }: NamedQuery): string {
  const width = Math.max(0, ...parameters.map(parameter => parameter.name.length))
  const lines = parameters.map(parameter => {
    const presence = parameter.presence === 'default' ? `default ${parameter.defaultValue}` : parameter.presence
    return `    ${parameter.name.padEnd(width)}  ${parameter.description} (${parameter.type}, ${presence})`
  })
  return `${[styled('bold', name), `  ${description}`, ...lines].join('\n')}\n`
}
