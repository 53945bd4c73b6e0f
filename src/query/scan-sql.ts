/** What there is to know of a text of SQL without understanding it. */
export interface ScannedSql {
  /** The first statement, without the `;` that ends it. */
  readonly statement: string
  /** There is nothing but space and comments. */
  readonly isEmpty: boolean
  /** Something other than space and comments follows it. */
  readonly isFollowed: boolean
  /** Bare words outside brackets, in capitals: `SELECT`, `FROM`, table names … */
  readonly words: readonly string[]
  /** Parameters as they are written (`:year`), each once. `?` stands for all nameless ones. */
  readonly parameters: readonly string[]
  /** Opening less closing brackets; negative as soon as one closes too early. */
  readonly depth: number
}

/** Comments, quoted texts and names, words, parameters, and single characters; the end of the text closes what is open. */
const TOKEN =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<quoted>'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$))|(?<parameter>\?\d*|[:@$][\p{L}\p{N}_]+)|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<number>\d[\w.]*)|(?<other>[\s\S])/gu

export function scanSql(sql: string): ScannedSql {
  const words: string[] = []
  const parameters = new Set<string>()
  let depth = 0
  let end = sql.length
  let isEmpty = true
  let isFollowed = false
  for (const { groups = {}, index } of sql.matchAll(TOKEN)) {
    if (groups.space !== undefined) continue
    if (groups.other !== ';') isEmpty = false
    if (end < sql.length && groups.other !== ';') {
      isFollowed = true
      break
    }
    if (groups.other === ';' && end === sql.length) end = index
    else if (groups.other === '(') depth += depth < 0 ? 0 : 1
    else if (groups.other === ')') depth -= 1
    else if (groups.word !== undefined && depth === 0) words.push(groups.word.toUpperCase())
    else if (groups.parameter !== undefined) parameters.add(groups.parameter.startsWith('?') ? '?' : groups.parameter)
    if (depth < 0) break
  }
  return { statement: sql.slice(0, end), isEmpty, isFollowed, words, parameters: [...parameters], depth }
}

/** The statement with NULL in place of every parameter: what it would return has the same columns. */
export function withoutParameters(sql: string): string {
  return sql.replace(TOKEN, (token, ...rest) => {
    const groups = rest.at(-1) as Record<string, string | undefined>
    return groups.parameter === undefined ? token : 'NULL'
  })
}
