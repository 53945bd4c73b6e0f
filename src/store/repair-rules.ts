import type { DictionaryScope, LearnedEntry, RepairRules } from '../forms/dictionary.ts'
import { dictionaryRule } from '../forms/dictionary.ts'
import type { Revocation } from '../model/review-decision.ts'
import type { Connection } from './connection.ts'
import { select, sql } from './select.ts'

interface EntryRow {
  wrong: string
  right: string
  scope: DictionaryScope
  source: string
  note: string
  actor: string
  added_at: string
}

interface RevocationRow {
  rule: string
  actor: string
  revoked_at: string
}

/** What people taught this database: its dictionary entries and the rules they revoked, each in a stable order. */
export async function storedRepairRules(connection: Connection): Promise<RepairRules> {
  const entries = await select<EntryRow>(connection, sql('stored_dictionary_entries').orderBy('wrong'))
  const revocations = await select<RevocationRow>(connection, sql('stored_revocations').orderBy('rule'))
  return {
    entries: entries.map(({ added_at: addedAt, ...entry }) => ({ ...entry, addedAt })),
    revocations: revocations.map(({ revoked_at: revokedAt, ...revocation }) => ({ ...revocation, revokedAt })),
  }
}

/** Adds entries; one with the same wording is replaced, and its rule is no longer revoked. */
export async function insertEntries(connection: Connection, entries: readonly LearnedEntry[]): Promise<void> {
  for (const { wrong, right, scope, source, note, actor, addedAt } of entries) {
    await connection.run(
      'INSERT OR REPLACE INTO stored_dictionary_entries (wrong, right, scope, source, note, actor, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [wrong, right, scope, source, note, actor, addedAt],
    )
    await deleteRevocation(connection, dictionaryRule(wrong))
  }
}

export async function insertRevocation(connection: Connection, { rule, actor, revokedAt }: Revocation): Promise<void> {
  await connection.run('INSERT OR REPLACE INTO stored_revocations (rule, actor, revoked_at) VALUES (?, ?, ?)', [
    rule,
    actor,
    revokedAt,
  ])
}

export async function deleteRevocation(connection: Connection, rule: string): Promise<void> {
  await connection.run('DELETE FROM stored_revocations WHERE rule = ?', [rule])
}
