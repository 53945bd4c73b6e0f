import { resolveSettings } from '../../app/config.ts'
import { DICTIONARY_COLUMNS, type DictionaryEntry, dictionaryRule, type LearnedEntry } from '../../forms/dictionary.ts'
import { loadFormLibrary } from '../../forms/form-library.ts'
import { correctionGroups, type DecisionCounts, percent, precisionOf } from '../../report/correction-groups.ts'
import type { ReportColumn, ReportTable } from '../../report/report-table.ts'
import { tableToCsv } from '../../report/table-to-csv.ts'
import { tableToJson } from '../../report/table-to-json.ts'
import { openStoreReader } from '../../store/open-store.ts'
import type { DictionaryExportOptions, DictionaryListOptions } from '../commands/dictionary.ts'
import { formatOf } from '../terminal/format-of.ts'
import { reportToText } from '../terminal/report-to-text.ts'
import { writeData } from '../terminal/write-data.ts'

interface ListedEntry {
  readonly entry: DictionaryEntry | LearnedEntry
  readonly from: 'files' | 'database'
  readonly isRevoked: boolean
  readonly uses: DecisionCounts | undefined
}

interface From {
  readonly db?: string
  readonly pipelines?: string
}

/** The command `dictionary list`. */
export async function listDictionary(options: DictionaryListOptions): Promise<void> {
  const entries = (await listed(options)).filter(({ uses }) => !options.used || uses !== undefined)
  const table: ReportTable<ListedEntry> = { name: 'Dictionary', columns: LIST_COLUMNS, rows: entries }
  const format = formatOf(options, ['table', 'csv', 'json'] as const, 'table')
  if (format === 'table') return writeData([await reportToText(table)], options.out)
  if (format === 'json') return writeData(tableToJson(table), options.out)
  await writeData(tableToCsv(table, { forSpreadsheet: options.bom ?? options.out !== undefined }), options.out)
}

/** The command `dictionary export`: the shape of a dictionary file. */
export async function exportEntries(options: DictionaryExportOptions): Promise<void> {
  const entries = await listed(options)
  const rows = entries.filter(({ from, isRevoked }) => !isRevoked && (options.all || from === 'database'))
  const columns = DICTIONARY_COLUMNS.map(
    (key): ReportColumn<ListedEntry> => ({ key, type: 'text', width: 20, value: ({ entry }) => entry[key] }),
  )
  const forSpreadsheet = options.bom ?? options.out !== undefined
  await writeData(tableToCsv({ name: 'Dictionary', columns, rows }, { forSpreadsheet }), options.out)
}

/** All entries that are known, one a wording, those of the database in place of those of the files. */
async function listed({ db, pipelines }: From): Promise<ListedEntry[]> {
  const settings = resolveSettings({ db, pipelines })
  const files = loadFormLibrary(settings.pipelines).families.flatMap(({ dictionary }) => dictionary.entries)
  const reader = await openStoreReader(settings.db)
  try {
    const { entries, revocations } = await reader.repairRules()
    const groups = await correctionGroups(reader.corrections(), 'rule')
    const uses = new Map(groups.map(({ key, decisions }) => [key, decisions]))
    const revoked = new Set(revocations.map(({ rule }) => rule))
    const learned = new Set(entries.map(({ wrong }) => wrong))
    const toListed = (from: ListedEntry['from']) => (entry: DictionaryEntry) => {
      const rule = dictionaryRule(entry.wrong)
      return { entry, from, isRevoked: revoked.has(rule), uses: uses.get(rule) }
    }
    const own = [...new Map(files.map(entry => [entry.wrong, entry])).values()]
    const byWording = (a: ListedEntry, b: ListedEntry) => (a.entry.wrong < b.entry.wrong ? -1 : 1)
    return [
      ...entries.map(toListed('database')),
      ...own
        .filter(({ wrong }) => !learned.has(wrong))
        .map(toListed('files'))
        .sort(byWording),
    ]
  } finally {
    await reader.close()
  }
}

const LIST_COLUMNS: ReadonlyArray<ReportColumn<ListedEntry>> = [
  { key: 'wrong', type: 'text', width: 16, value: ({ entry }) => entry.wrong },
  { key: 'right', type: 'text', width: 16, value: ({ entry }) => entry.right },
  { key: 'scope', type: 'text', width: 12, value: ({ entry }) => entry.scope },
  { key: 'from', type: 'text', width: 10, value: ({ from }) => from },
  { key: 'state', type: 'text', width: 10, value: ({ isRevoked }) => (isRevoked ? 'revoked' : null) },
  { key: 'proposed', type: 'integer', width: 9, value: ({ uses }) => uses?.proposed ?? 0 },
  { key: 'accepted', type: 'integer', width: 9, value: ({ uses }) => uses?.accepted ?? 0 },
  { key: 'rejected', type: 'integer', width: 9, value: ({ uses }) => (uses ? uses.rejected + uses.edited : 0) },
  {
    key: 'precision_percent',
    type: 'number',
    width: 9,
    value: ({ uses }) => (uses ? percent(precisionOf(uses)) : null),
  },
  { key: 'source', type: 'text', width: 30, value: ({ entry }) => entry.source },
  { key: 'note', type: 'text', width: 30, isDetail: true, value: ({ entry }) => entry.note },
  {
    key: 'actor',
    type: 'text',
    width: 12,
    isDetail: true,
    value: ({ entry }) => ('actor' in entry ? entry.actor : null),
  },
  {
    key: 'added_at',
    type: 'text',
    width: 24,
    isDetail: true,
    value: ({ entry }) => ('addedAt' in entry ? entry.addedAt : null),
  },
]
