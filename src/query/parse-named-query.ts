import { basename } from 'node:path'
import { z } from 'zod'
import { queryError } from './query-error.ts'
import { scanSql } from './scan-sql.ts'

const parameterSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name has small letters, digits and _'),
  type: z.enum(['integer', 'number', 'text'], 'the type is integer, number or text'),
  /** Without a value an optional parameter is NULL; `required` ones must be given. */
  presence: z.enum(['required', 'optional', 'default'], 'after the type stands required, optional or default VALUE'),
  defaultValue: z.union([z.string(), z.number(), z.null()]),
  description: z.string().min(1, 'a description in double quotes ends the line'),
})

const namedQuerySchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name has small letters, digits and -'),
  description: z.string().min(1, 'a description says what the answer is'),
  parameters: z.array(parameterSchema),
  sql: z.string().min(1, 'a statement follows the header'),
})

export type QueryParameter = z.infer<typeof parameterSchema>

/** A query that lies in `pipelines/FORM/queries/NAME.sql` and says of itself what it answers and what it takes. */
export type NamedQuery = z.infer<typeof namedQuerySchema>

const HEADER_LINE = /^--\s*(name|description|param):\s*(.*)$/
const PARAMETER = /^(\S+)\s+(\S+)\s+(required|optional|default)(?:\s+([^"\s]+))?\s+"(.*)"$/

/** Parses one file. `file` is its path, for messages. */
export function parseNamedQuery(text: string, file: string): NamedQuery {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const header = new Map<string, string>()
  const parameters: unknown[] = []
  for (const line of lines) {
    const [, key, value = ''] = HEADER_LINE.exec(line) ?? []
    if (key === 'param') parameters.push(parseParameter(value, file))
    else if (key !== undefined) header.set(key, value.trim())
  }
  const sql = lines
    .filter(line => !HEADER_LINE.test(line))
    .join('\n')
    .trim()
  const name = header.get('name') ?? ''
  const parsed = namedQuerySchema.safeParse({ name, description: header.get('description') ?? '', parameters, sql })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw definitionError(file, `${issue?.path.join('.')}: ${issue?.message}`)
  }
  if (basename(file) !== `${name}.sql`)
    throw definitionError(file, `its name is ${name}, so the file must be ${name}.sql`)
  checkParameters(parsed.data, file)
  return parsed.data
}

/** `year integer optional "Only this fiscal year"`, `limit integer default 20 "Rows at most"`. */
function parseParameter(text: string, file: string): unknown {
  const parts = PARAMETER.exec(text.trim())
  const example = 'like -- param: year integer optional "Only this fiscal year"'
  if (!parts) throw definitionError(file, `the line "-- param: ${text}" is not ${example}`)
  const [, name, type, presence, value, description] = parts
  if ((presence === 'default') !== (value !== undefined))
    throw definitionError(file, `${name}: a value follows "default", and only that`)
  const known = parameterSchema.shape.type.safeParse(type)
  const defaultValue = value === undefined || !known.success ? null : textToValue(value, known.data)
  if (presence === 'default' && defaultValue === null && known.success) {
    throw definitionError(file, `${name}: the default ${value} is not ${typeWithArticle(known.data)}`)
  }
  return { name, type, presence, defaultValue, description }
}

function checkParameters(query: NamedQuery, file: string): void {
  const used = scanSql(query.sql).parameters
  const declared = query.parameters.map(parameter => `:${parameter.name}`)
  const undeclared = used.find(name => !declared.includes(name))
  if (undeclared) throw definitionError(file, `${undeclared} is used but no "-- param:" line declares it`)
  const unused = declared.find(name => !used.includes(name))
  if (unused) throw definitionError(file, `${unused} is declared but not used`)
}

function definitionError(file: string, what: string) {
  return queryError(
    'query-definition',
    `The named query ${file} is not right: ${what}.`,
    'Correct the lines at its top.',
  )
}

/** null where the text is not of that type. */
export function textToValue(text: string, type: QueryParameter['type']): string | number | null {
  if (type === 'text') return text
  const number = Number(text)
  const isRight = text.trim() !== '' && (type === 'integer' ? Number.isSafeInteger(number) : Number.isFinite(number))
  return isRight ? number : null
}

export function typeWithArticle(type: 'integer' | 'number' | 'text'): string {
  return type === 'integer' ? 'a whole number' : `a ${type}`
}
