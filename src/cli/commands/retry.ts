import { Command } from 'commander'
import { examples } from '../help.ts'
import { type RunOptions, withRunOptions } from '../ingest/run-options.ts'
import { toPrintable } from '../terminal/text-width.ts'

interface RetryOptions extends RunOptions {
  readonly failed?: true
  readonly partial?: true
}

export function retryCommand(): Command {
  const command = new Command('retry')
    .summary('try again what failed')
    .description(
      'Ingests again the inputs that failed when they were last tried, and with --partial the documents that are loaded with ' +
        'losses. Pages that were read before are not read again; those that were given up are.',
    )
    .option('--failed', 'inputs that failed (unless only --partial is given)')
    .option('--partial', 'documents that are partial')
  return withRunOptions(command)
    .addHelpText(
      'after',
      examples(
        ['tabularium retry --failed --timeout 300', 'with more time for each page'],
        ['tabularium retry --partial --engine tesseract', 'documents with losses, by another engine'],
      ),
    )
    .action(async ({ failed, partial, ...options }: RetryOptions) => {
      const { resolveSettings } = await import('../../app/config.ts')
      const { openStoreReader } = await import('../../store/open-store.ts')
      const { presentInputs } = await import('../../run/present-inputs.ts')
      const { ingestAndTell, nothingToDo } = await import('../ingest/ingest-and-tell.ts')
      const reader = await openStoreReader(resolveSettings({ db: options.db }).db)
      const paths = new Set<string>()
      try {
        if (failed || !partial) for (const path of await reader.pathsToRetry('failed')) paths.add(path)
        if (partial) for (const path of await reader.pathsToRetry('partial')) paths.add(path)
      } finally {
        await reader.close()
      }
      const { present, gone } = await presentInputs([...paths])
      if (gone.length > 0 && !options.quiet) process.stderr.write(goneToText(gone))
      if (present.length === 0) return nothingToDo('There is nothing to try again.', options)
      const inputs = { patterns: [], listed: present, force: partial === true, command: 'retry' }
      await ingestAndTell(async () => inputs, options)
    })
}

const GONE_SHOWN = 3

function goneToText(gone: readonly string[]): string {
  const more = gone.length > GONE_SHOWN ? ` and ${gone.length - GONE_SHOWN} more` : ''
  const names = gone.slice(0, GONE_SHOWN).map(toPrintable).join(', ')
  return `No longer there, so not tried again: ${names}${more}\n`
}
