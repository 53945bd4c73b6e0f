import Papa from 'papaparse'
import { resolveSettings } from '../../app/config.ts'
import {
  DICTIONARY_COLUMNS,
  type DictionaryEntry,
  dictionaryRule,
  type LearnedEntry,
  parseDictionary,
} from '../../forms/dictionary.ts'
import type { Revocation } from '../../model/review-decision.ts'
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
  const lifted = await saveEntries(
    parseDictionary(toCsv([[wrong, right, scope, source, note]]), 'the new entry'),
    options,
  )
  process.stdout.write(
    `"${wrong}" is taken for "${right}" from now on, as a proposal.\n${liftedToText(lifted)}${FOLLOW}`,
  )
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
  const lifted = await saveEntries(entries, options)
  const taken = entries.length === 1 ? '1 entry' : `${entries.length} entries`
  process.stdout.write(`${taken} taken.\n${liftedToText(lifted)}${FOLLOW}`)
}

/** Enters entries into the database in the name of the actor, and gives the revocations that end with it. */
export async function saveEntries(entries: readonly DictionaryEntry[], options: By): Promise<Revocation[]> {
  const { db, actor } = settingsOf(options)
  const addedAt = new Date().toISOString()
  const store = await openStore(db, { create: false })
  try {
    const rules = new Set(entries.map(({ wrong }) => dictionaryRule(wrong)))
    const { revocations } = await store.repairRules()
    await store.saveEntries(entries.map((entry): LearnedEntry => ({ ...entry, actor, addedAt })))
    return revocations.filter(({ rule }) => rules.has(rule))
  } finally {
    await store.close()
  }
}

function liftedToText(revocations: readonly Revocation[]): string {
  return revocations
    .map(
      ({ rule, actor, revokedAt }) => `${rule} was revoked by ${actor} on ${revokedAt.slice(0, 10)}; it holds again.\n`,
    )
    .join('')
}

function settingsOf({ db, by }: By) {
  return resolveSettings({ db, ...(by === undefined ? {} : { actor: by }) })
}

function toCsv(rows: ReadonlyArray<readonly string[]>): string {
  return Papa.unparse([[...DICTIONARY_COLUMNS], ...rows.map(row => [...row])])
}
