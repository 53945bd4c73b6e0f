import { resolveSettings } from '../../app/config.ts'
import { loadFormLibrary } from '../../forms/form-library.ts'
import { plural } from '../../report/html/words.ts'
import { type LearnableEntry, learnedEntries } from '../../report/learned-entries.ts'
import { openStoreReader } from '../../store/open-store.ts'
import type { DictionaryLearnOptions } from '../commands/dictionary.ts'
import { tableToText } from '../terminal/text-table.ts'
import { FOLLOW, saveEntries } from './add-entries.ts'

const LEAST = 2
const PRECISION = 0.9

/** The command `dictionary learn`. */
export async function learnEntries(options: DictionaryLearnOptions): Promise<void> {
  const { db, pipelines, least = LEAST, precision = PRECISION } = options
  const settings = resolveSettings({ db, pipelines })
  const files = loadFormLibrary(settings.pipelines)
  const reader = await openStoreReader(settings.db)
  let found: LearnableEntry[]
  try {
    found = await learnedEntries(reader.decisions(), files, await reader.repairRules(), { least, precision })
  } finally {
    await reader.close()
  }
  const isAdded = options.add === true && found.length > 0
  if (isAdded)
    await saveEntries(
      found.map(({ wrong, right, scope, uses, actors, example }) => ({
        wrong,
        right,
        scope,
        source: `${plural(uses, 'decision')} of ${actors.join(', ')}`,
        note: `${example.before} → ${example.after}`,
      })),
      options,
    )
  process.stdout.write(
    options.json ? `${JSON.stringify({ added: isAdded, entries: found })}\n` : toText(found, isAdded),
  )
}

function toText(found: readonly LearnableEntry[], isAdded: boolean): string {
  if (found.length === 0) return 'No change recurs in the decisions that the dictionary does not know.\n'
  const rows = found.map(({ wrong, right, scope, uses, precision, documents, example }) => [
    wrong,
    right,
    scope,
    String(uses),
    `${Math.round(precision * 100)}%`,
    String(documents),
    `${example.before} → ${example.after}`,
  ])
  const headings = ['wrong', 'right', 'scope', 'decisions', 'precision', 'documents', 'for example']
  const width = process.stdout.isTTY ? process.stdout.columns : null
  const table = tableToText({ headings, rows, rightAligned: new Set([3, 4, 5]) }, width)
  return `${table}\n${isAdded ? `Taken into the dictionary.\n${FOLLOW}` : 'To take them into the dictionary: tabularium dictionary learn --add\n'}`
}
