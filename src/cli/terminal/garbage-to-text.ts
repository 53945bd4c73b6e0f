import { GARBAGE, type GarbageEntry } from '../../run/collect-garbage.ts'
import { tableToText } from './text-table.ts'

/** What lies beside the database, and what became of it. */
export function garbageToText(entries: readonly GarbageEntry[], isDryRun: boolean): string {
  if (entries.length === 0) return 'Nothing is kept beside the database.\n'
  const rows = entries.map(({ class: name, files, bytes }) => [
    name,
    GARBAGE.has(name) ? (isDryRun ? 'would be removed' : 'removed') : 'kept',
    files.toLocaleString('en'),
    bytesToText(bytes),
  ])
  const garbage = entries.filter(entry => GARBAGE.has(entry.class)).reduce((sum, { bytes }) => sum + bytes, 0)
  const table = tableToText({ headings: ['what', '', 'files', 'size'], rows, rightAligned: new Set([2, 3]) }, null)
  return `${table}${bytesToText(garbage)} ${isDryRun ? 'would be freed' : 'freed'}.\n`
}

export function garbageToJson(entries: readonly GarbageEntry[], isDryRun: boolean): string {
  const told = entries.map(entry => ({ ...entry, isGarbage: GARBAGE.has(entry.class) }))
  return `${JSON.stringify({ dryRun: isDryRun, entries: told })}\n`
}

/** `812 B`, `1.2 MB`; powers of ten. */
export function bytesToText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}
