import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SqlValue } from '../store/connection.ts'
import {
  type NamedQuery,
  parseNamedQuery,
  type QueryParameter,
  textToValue,
  typeWithArticle,
} from './parse-named-query.ts'
import { queryError } from './query-error.ts'

/** Reads every `*.sql` of a folder, by name. Throws `query-definition` with file and fix where one is not right. */
export async function loadNamedQueries(folder: string): Promise<NamedQuery[]> {
  const files = (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async file => parseNamedQuery(await readFile(join(folder, file), 'utf8'), join(folder, file))),
  )
}

/** The query of that name; throws `query-unknown` with the names there are. */
export function findNamedQuery(queries: readonly NamedQuery[], name: string): NamedQuery {
  const found = queries.find(query => query.name === name)
  if (found) return found
  const names = queries.map(query => query.name).join(', ')
  throw queryError('query-unknown', `There is no query named ${name}.`, `Choose one of: ${names}.`)
}

/** Values for `runQuery` from what a person typed (`year=2024`); throws `query-parameter` where one is missing or of the wrong type. */
export function namedQueryParams(query: NamedQuery, given: Readonly<Record<string, string>>): Record<string, SqlValue> {
  const unknown = Object.keys(given).find(name => !query.parameters.some(parameter => parameter.name === name))
  if (unknown !== undefined) {
    const names = query.parameters.map(parameter => parameter.name).join(', ') || 'none'
    throw queryError(
      'query-parameter',
      `The query ${query.name} has no parameter ${unknown}.`,
      `Its parameters: ${names}.`,
    )
  }
  return Object.fromEntries(query.parameters.map(parameter => [parameter.name, paramValue(query, parameter, given)]))
}

function paramValue(query: NamedQuery, parameter: QueryParameter, given: Readonly<Record<string, string>>): SqlValue {
  const text = given[parameter.name]
  if (text === undefined) {
    if (parameter.presence !== 'required') return parameter.defaultValue
    const hint = `Add --param ${parameter.name}=…: ${parameter.description}.`
    throw queryError('query-parameter', `The query ${query.name} needs a value for ${parameter.name}.`, hint)
  }
  const value = textToValue(text, parameter.type)
  if (value !== null) return value
  const hint = `Give it as --param ${parameter.name}=${parameter.type === 'integer' ? '2024' : '0.5'}.`
  throw queryError(
    'query-parameter',
    `${parameter.name} must be ${typeWithArticle(parameter.type)}, not "${text}".`,
    hint,
  )
}
