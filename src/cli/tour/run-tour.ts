import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ingest } from '../../app/composition.ts'
import { resolveSettings } from '../../app/config.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { openStoreReader } from '../../store/open-store.ts'
import { EXIT } from '../exit-status.ts'
import { summaryToText } from '../ingest/summary-to-text.ts'
import { interruptSignal } from '../interrupt.ts'
import { createProgress } from '../terminal/progress.ts'
import { styled } from '../terminal/style.ts'
import { answerPart } from './answer-part.ts'
import { foundPart } from './found-part.ts'
import { nextPart } from './next-part.ts'
import { readPart } from './read-part.ts'
import { repairedPart } from './repaired-part.ts'

const SAMPLES = fileURLToPath(new URL('../../../samples/', import.meta.url))

/** Reads the samples and shows, part by part, what came of it. */
export async function runTour(options: { readonly db?: string }): Promise<void> {
  if (!existsSync(SAMPLES)) throw missingSamples()
  const settings = resolveSettings({ db: options.db })
  const progress = createProgress({ isShown: true, remarks: 'none' })
  const interrupt = interruptSignal(() =>
    progress.say('Finishing the documents under way; Ctrl-C again stops at once.'),
  )
  const write = (text: string) => process.stdout.write(text)
  const db = relative('', settings.db)
  write(
    `\n${styled('bold', 'Tabularium')} turns scanned performance-goal forms into a database that people can trust.\n`,
  )
  write(`Reading ${relative('', SAMPLES) || '.'}/ into ${db}: a first time takes a minute, the next one a moment.\n`)
  const summary = await ingest([SAMPLES], {
    db: options.db,
    onEvent: progress.event,
    signal: interrupt.signal,
  }).finally(() => {
    progress.stop()
    interrupt.release()
  })
  if (summary.interrupted) {
    process.exitCode = EXIT.interrupted
    write(summaryToText(summary))
    return
  }
  const reader = await openStoreReader(settings.db)
  try {
    const width = process.stdout.columns ?? 100
    const parts = [
      await readPart(summary, width),
      await repairedPart(reader, width),
      await foundPart(reader, width),
      await answerPart(settings, width),
      nextPart(db),
    ]
    for (const [index, part] of parts.entries())
      write(`\n${styled('bold', `${index + 1}  ${part.title}`)}\n${part.text}`)
  } finally {
    await reader.close()
  }
}

function missingSamples(): TabulariumError {
  return new TabulariumError(
    'no-samples',
    'The samples are not here: they come with the source, not with the package.',
    'Begin with your own documents: tabularium ingest FOLDER',
    { exitStatus: EXIT.wrongUsage },
  )
}
