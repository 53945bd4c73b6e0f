import Papa from 'papaparse'
import { resolveSettings } from '../../app/config.ts'
import { DICTIONARY_COLUMNS, type DictionaryEntry, type LearnedEntry, parseDictionary } from '../../forms/dictionary.ts'
import { readSheet } from '../../report/read-sheet.ts'
import { openStore } from '../../store/open-store.ts'
import type { DictionaryAddOptions, DictionaryImportOptions } from '../commands/dictionary.ts'
import { readTextFile } from '../terminal/read-text-file.ts'

/** What documents need after the dictionary has changed. */
export const FOLLOW = 'Documents follow with: tabularium rebuild (--dry-run first shows what changes)\n'

interface By {
  readonly db?: string
  readonly by?: string
}

/**
 * The command `dictionary add`.
 * @throws TabulariumError `dictionary-invalid` (exit 2) for what can be no entry.
 */
export async function addEntry(wrong: string, right: string, options: DictionaryAddOptions): Promise<void> {
  const { actor } = settingsOf(options)
  const { scope = 'any', source = actor, note = '' } = options
  await saveEntries(parseDictionary(toCsv([[wrong, right, scope, source, note]]), 'the new entry'), options)
  process.stdout.write(`"${wrong}" is taken for "${right}" from now on, as a proposal.\n${FOLLOW}`)
}

/**
 * The command `dictionary import`.
 * @throws TabulariumError `dictionary-invalid` (exit 2) with every fault: line, column and what to do.
 */
export async function importEntries(file: string, options: DictionaryImportOptions): Promise<void> {
  const { rows } = readSheet(await readTextFile(file))
  // Spreadsheets pad short rows and the header with empty cells.
  const cells = rows.map(row =>
    row.slice(DICTIONARY_COLUMNS.length).every(cell => cell === '') ? row.slice(0, 5) : row,
  )
  const entries = parseDictionary(Papa.unparse(cells as string[][]), file)
  await saveEntries(entries, options)
  process.stdout.write(`${entries.length === 1 ? '1 entry' : `${entries.length} entries`} taken.\n${FOLLOW}`)
}

/** Enters entries into the database in the name of the actor. */
export async function saveEntries(entries: readonly DictionaryEntry[], options: By): Promise<void> {
  const { db, actor } = settingsOf(options)
  const addedAt = new Date().toISOString()
  const store = await openStore(db, { create: false })
  try {
    await store.saveEntries(entries.map((entry): LearnedEntry => ({ ...entry, actor, addedAt })))
  } finally {
    await store.close()
  }
}

function settingsOf({ db, by }: By) {
  return resolveSettings({ db, ...(by === undefined ? {} : { actor: by }) })
}

function toCsv(rows: ReadonlyArray<readonly string[]>): string {
  return Papa.unparse([[...DICTIONARY_COLUMNS], ...rows.map(row => [...row])])
}
