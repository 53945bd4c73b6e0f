import { Command, Option } from 'commander'
import type { NamedQuery } from '../../query/parse-named-query.ts'
import type { QueryOptions, QueryResult } from '../../query/run-query.ts'
import { collectParam, countOption, csvOptions, dbOption, examples, outOption, secondsOption } from '../help.ts'
import { wrongUsage } from '../wrong-usage.ts'

const FORMATS = ['table', 'csv', 'json', 'jsonl', 'markdown', 'xlsx'] as const
type Format = (typeof FORMATS)[number]

interface QueryCommandOptions {
  readonly db?: string
  readonly named?: string
  readonly param: Readonly<Record<string, string>>
  readonly list?: true
  readonly format?: Format
  readonly out?: string
  readonly bom?: boolean
  readonly limit?: number
  readonly timeLimit: number
  readonly pipelines?: string
}

/** What a person can look through, and what a program can take. */
const MOST_ROWS = { shown: 1_000, written: 1_000_000 }

export function queryCommand(): Command {
  const command = new Command('query')
    .summary('ask the database, in SQL or by the name of a question')
    .description(
      'Answers one SELECT, or a question that is ready to be asked (--named). A query can only read, within limits of ' +
        'time and rows. The relations: documents, pages, forms, funds, indicators, corrections, findings, provenance, ' +
        'review_flags, form_fields, issues, runs.',
    )
    .argument('[sql]', 'the query; - reads it from stdin')
    .addOption(dbOption())
    .option('--named <name>', 'a question that is ready to be asked')
    .addOption(
      new Option('--param <name=value>', 'a value for :name in the query; may be repeated')
        .argParser(collectParam)
        .default({}, 'none'),
    )
    .option('--list', 'list the questions that are ready, with their parameters')
    .addOption(new Option('--format <format>', 'default: by the ending of --out, else table').choices(FORMATS))
    .addOption(outOption())
    .addOption(
      countOption('--limit <rows>', `rows at most (default: ${MOST_ROWS.shown}; for csv, json, jsonl, xlsx a million)`),
    )
    .addOption(secondsOption('--time-limit <seconds>', 'time at most').default(10))
    .option('--pipelines <folder>', 'where the named questions lie, in FORM/queries/')
  for (const option of csvOptions()) command.addOption(option)
  return command
    .addHelpText(
      'after',
      examples(
        ['tabularium query --list', 'what can be asked by name'],
        ['tabularium query --named largest-budgets --param year=2024', 'a question with a parameter'],
        ['tabularium query "SELECT fiscal_year, sum(budget_yuan) FROM forms GROUP BY 1"', 'your own'],
        ["tabularium query \"SELECT * FROM indicators WHERE level3 LIKE '%'||:w||'%'\" --param w=满意", 'with a value'],
        ['tabularium query --named overview --format json', 'for other programs'],
      ),
    )
    .action(runQueryCommand)
}

async function runQueryCommand(sql: string | undefined, options: QueryCommandOptions): Promise<void> {
  const { resolveSettings } = await import('../../app/config.ts')
  const settings = resolveSettings({ db: options.db, pipelines: options.pipelines })
  if ([sql !== undefined, options.named !== undefined, options.list === true].filter(Boolean).length !== 1)
    throw wrongUsage('Give either a query in SQL, or --named NAME, or --list.', 'See: tabularium query --help')
  if (options.list) {
    const { listNamedQueries } = await import('../list-named-queries.ts')
    return listNamedQueries(settings.pipelines, options.format)
  }
  const { formatOf } = await import('../terminal/format-of.ts')
  const { runQuery } = await import('../../query/run-query.ts')
  const format = formatOf(options, FORMATS, 'table')
  const isShown = format === 'table' || format === 'markdown'
  const limits = {
    timeLimitMs: options.timeLimit * 1000,
    rowLimit: options.limit ?? (isShown ? MOST_ROWS.shown : MOST_ROWS.written),
  }
  const { text, params } = await question(sql, options, settings.pipelines)
  const result = await runQuery(settings.db, text, { params, ...limits })
  const { writeResult } = await import('../write-result.ts')
  await writeResult(result, { ...options, format })
  if (result.truncated) process.stderr.write(truncationNote(result))
}

function truncationNote({ rows }: QueryResult): string {
  return `There are more rows than these ${rows.length.toLocaleString('en')}; --limit N asks for more.\n`
}

/** The statement and its values: from the command line, from stdin, or of a named query. */
async function question(
  sql: string | undefined,
  { named, param }: QueryCommandOptions,
  pipelines: string,
): Promise<{ text: string; params: NonNullable<QueryOptions['params']> }> {
  if (named !== undefined) {
    const { loadAllNamedQueries } = await import('../list-named-queries.ts')
    const { findNamedQuery, namedQueryParams } = await import('../../query/named-queries.ts')
    const query: NamedQuery = findNamedQuery(await loadAllNamedQueries(pipelines), named)
    return { text: query.sql, params: namedQueryParams(query, param) }
  }
  const text = sql === '-' ? await stdinText() : (sql ?? '')
  return { text, params: Object.fromEntries(Object.entries(param).map(([name, value]) => [name, typed(value)])) }
}

/** A value that is written like a number is one: `--param year=2024` is to equal the year. Quotes make it a text. */
function typed(value: string): string | number {
  const quoted = /^'(.*)'$/su.exec(value)
  if (quoted) return quoted[1] ?? ''
  const number = Number(value)
  return /^-?(0|[1-9]\d*)(\.\d+)?$/u.test(value) && String(number) === value ? number : value
}

async function stdinText(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
