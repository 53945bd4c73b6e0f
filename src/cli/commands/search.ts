import { Command, Option } from 'commander'
import { countOption, dbOption, examples, outOption } from '../help.ts'

interface SearchOptions {
  readonly db?: string
  readonly format?: 'table' | 'json' | 'jsonl' | 'csv' | 'markdown'
  readonly out?: string
  readonly limit: number
}

export function searchCommand(): Command {
  return new Command('search')
    .summary('find forms by words')
    .description(
      'Finds the forms in which all words of the text occur: in names, organisations, goals, indicators and values.',
    )
    .argument('<text...>', 'one or more words; two Chinese characters are enough')
    .addOption(dbOption())
    .addOption(countOption('--limit <n>', 'forms at most').default(20))
    .addOption(
      new Option('--format <format>', 'default: a list for people').choices([
        'table',
        'json',
        'jsonl',
        'csv',
        'markdown',
      ]),
    )
    .addOption(outOption())
    .addHelpText(
      'after',
      examples(
        ['tabularium search 满意', 'two characters are enough'],
        ['tabularium search 招商 宣传 --limit 50', 'both words'],
        ['tabularium search 运维 --format json', 'for other programs'],
      ),
    )
    .action(runSearch)
}

async function runSearch(words: readonly string[], options: SearchOptions): Promise<void> {
  const { resolveSettings } = await import('../../app/config.ts')
  const { openStoreReader } = await import('../../store/open-store.ts')
  const { hitsToResult, hitsToText } = await import('../search-hits.ts')
  const { formatOf } = await import('../terminal/format-of.ts')
  const reader = await openStoreReader(resolveSettings({ db: options.db }).db)
  try {
    const { total, hits } = await reader.search(words.join(' '), { limit: options.limit })
    if (options.format === undefined && options.out === undefined) process.stdout.write(hitsToText(hits))
    else {
      const { writeResult } = await import('../write-result.ts')
      const format = formatOf(options, ['table', 'json', 'jsonl', 'csv', 'markdown'], 'table')
      await writeResult(hitsToResult(hits), { ...options, format })
    }
    if (hits.length < total)
      process.stderr.write(`${total} forms match; these are the best ${hits.length}. --limit N shows more.\n`)
    else if (total === 0) process.stderr.write('No form has all of these words. Try fewer or shorter ones.\n')
  } finally {
    await reader.close()
  }
}
