import { Command } from 'commander'
import { dbOption, examples } from '../help.ts'

interface StatusOptions {
  readonly db?: string
  readonly json?: true
}

export function statusCommand(): Command {
  return new Command('status')
    .summary('documents by state, and how far the run is')
    .description(
      'Says what the database holds, and of the run in progress (or the last one) how many documents are done, how fast it is ' +
        'and how long it will take. Disturbs nothing.',
    )
    .addOption(dbOption())
    .option('--json', 'for other programs')
    .addHelpText(
      'after',
      examples(
        ['tabularium status', 'how far the ingest in the other terminal is'],
        ['tabularium status --db budget.db --json | jq .run.secondsLeft', 'for other programs'],
      ),
    )
    .action(async ({ db, json }: StatusOptions) => {
      const { resolveSettings } = await import('../../app/config.ts')
      const { openStoreReader } = await import('../../store/open-store.ts')
      const { hasWriter } = await import('../../store/writer-lock.ts')
      const { readStatus } = await import('../../report/status.ts')
      const { statusToText } = await import('../terminal/status-to-text.ts')
      const settings = resolveSettings({ db })
      const reader = await openStoreReader(settings.db)
      try {
        const status = await readStatus(reader, await hasWriter(settings.db), Date.now())
        process.stdout.write(json ? `${JSON.stringify(status)}\n` : statusToText(status))
      } finally {
        await reader.close()
      }
    })
}
