import Papa from 'papaparse'
import { z } from 'zod'
import type { Revocation } from '../model/review-decision.ts'
import { TabulariumError } from '../model/tabularium-error.ts'

/** Which texts an entry speaks about; `any` is all of them. Labels and choices are settled by the form's own vocabulary. */
const SCOPES = ['name', 'prose', 'value', 'organisation', 'any'] as const
const DictionaryScope = z.enum(SCOPES, {
  error: `write one of ${SCOPES.join(', ')}; labels are no business of a dictionary: add an alias in form.yaml`,
})
export type DictionaryScope = z.infer<typeof DictionaryScope>
/** What a text is: every scope but `any`. */
export type TextScope = Exclude<DictionaryScope, 'any'>

/** A wording that is surely wrong, and what was meant. */
export interface DictionaryEntry {
  readonly wrong: string
  readonly right: string
  readonly scope: DictionaryScope
  readonly source: string
  readonly note: string
}

/** An entry that somebody taught a database. */
export interface LearnedEntry extends DictionaryEntry {
  readonly actor: string
  /** ISO time. */
  readonly addedAt: string
}

/** What people taught a database beside the files: entries, and rules they no longer want. */
export interface RepairRules {
  readonly entries: readonly LearnedEntry[]
  readonly revocations: readonly Revocation[]
}

/** Id of the rule that an entry is, in corrections and decisions. */
export function dictionaryRule(wrong: string): string {
  return `dictionary/${wrong}`
}

export interface DictionaryMatch {
  readonly entry: DictionaryEntry
  /** Index of the first character in the text. */
  readonly index: number
}

export interface Dictionary {
  readonly entries: readonly DictionaryEntry[]
  /** The wordings found in a text of that scope, left to right, the longest first where several begin; none overlap. */
  find(text: string, scope: TextScope): DictionaryMatch[]
}

/** The columns of a dictionary file, in their order. */
export const DICTIONARY_COLUMNS = ['wrong', 'right', 'scope', 'source', 'note'] as const

/** What a dictionary may never change: digits, numerals, operators, percent and money signs. */
const PROTECTED = /[\p{N}〇零一二三四五六七八九十百千万亿两≥≤<>=＜＞＝≧≦±%％‰+＋\-－~～.．:：/／¥￥$＄]/gu

const Row = z
  .strictObject({
    wrong: z.string().trim().min(2, 'one character alone says too little: write the whole word that is wrong'),
    right: z.string().trim().min(1, 'write what should stand instead'),
    scope: DictionaryScope,
    source: z.string().trim().min(1, 'say where the entry comes from'),
    note: z.string().default(''),
  })
  .superRefine(({ wrong, right }, context) => {
    const issue = (message: string) => context.addIssue({ code: 'custom', path: ['right'], message })
    if (wrong === right) issue('right is the same as wrong: delete the line')
    else if (guarded(wrong) !== guarded(right))
      issue(
        'digits, numerals, operators and signs must be the same in wrong and right: a dictionary never changes numbers',
      )
  })

/** Why a wording and what was meant can be no entry, in words for a person; null where they can. */
export function entryFault({ wrong, right }: Pick<DictionaryEntry, 'wrong' | 'right'>): string | null {
  const row = Row.safeParse({ wrong, right, scope: 'any', source: '-', note: '' })
  return row.success ? null : (row.error.issues[0]?.message ?? null)
}

/**
 * Reads a dictionary: CSV with the columns wrong, right, scope, source, note.
 * @throws TabulariumError `dictionary-invalid` (exit 2) with every fault: file, line, column and what to do.
 */
export function parseDictionary(csv: string, file: string): DictionaryEntry[] {
  const { data, errors, meta } = Papa.parse<string[]>(csv.replace(/^\uFEFF/u, ''), { skipEmptyLines: 'greedy' })
  const broken = errors.find(error => error.code !== 'UndetectableDelimiter')
  if (broken) throw invalid([`${file}, line ${(broken.row ?? 0) + 1}: ${broken.message}`])
  const [header = [], ...rows] = data
  if (header.join() !== DICTIONARY_COLUMNS.join())
    throw invalid([
      `${file}, line 1: the columns are "${header.join(meta.delimiter)}", not "${DICTIONARY_COLUMNS.join()}"`,
    ])
  const faults: string[] = []
  const seen = new Map<string, number>()
  const entries = rows.flatMap((cells, index) => {
    const line = index + 2
    const at = (column: string, message: string) => faults.push(`${file}, line ${line}, ${column}: ${message}`)
    if (cells.length !== DICTIONARY_COLUMNS.length)
      at('columns', `${cells.length} cells instead of ${DICTIONARY_COLUMNS.length}`)
    const row = Row.safeParse(Object.fromEntries(DICTIONARY_COLUMNS.map((column, i) => [column, cells[i] ?? ''])))
    if (!row.success) {
      for (const issue of row.error.issues) at(issue.path.join('.'), issue.message)
      return []
    }
    const first = seen.get(row.data.wrong)
    if (first !== undefined) at('wrong', `"${row.data.wrong}" stands on line ${first} already: keep one of the two`)
    seen.set(row.data.wrong, line)
    return [row.data]
  })
  if (faults.length > 0) throw invalid(faults)
  return entries
}

/** One dictionary out of several files' entries; where two name the same wording, the later one counts. */
export function createDictionary(entries: readonly DictionaryEntry[]): Dictionary {
  const entryByWrong = new Map(entries.map(entry => [entry.wrong, entry]))
  const byFirst = new Map<string, DictionaryEntry[]>()
  for (const entry of [...entryByWrong.values()].sort((a, b) => b.wrong.length - a.wrong.length)) {
    const list = byFirst.get(entry.wrong.charAt(0))
    if (list) list.push(entry)
    else byFirst.set(entry.wrong.charAt(0), [entry])
  }
  return {
    entries: [...entryByWrong.values()],
    find(text, scope) {
      const matches: DictionaryMatch[] = []
      for (let index = 0; index < text.length; ) {
        const entry = byFirst
          .get(text.charAt(index))
          ?.find(e => (e.scope === 'any' || e.scope === scope) && text.startsWith(e.wrong, index))
        if (entry) matches.push({ entry, index })
        index += entry?.wrong.length ?? 1
      }
      return matches
    },
  }
}

function guarded(text: string): string {
  return (text.match(PROTECTED) ?? []).join('')
}

function invalid(faults: readonly string[]): TabulariumError {
  return new TabulariumError(
    'dictionary-invalid',
    `The dictionary cannot be used:\n  ${faults.join('\n  ')}`,
    'Correct these lines; pipelines/README.md explains the columns.',
    { exitStatus: 2 },
  )
}
