import type { Connection } from './connection.ts'

/**
 * `stored_indicator_texts` counts the uses of each text as an indicator in the forms that are counted: those of finished documents
 * that are no duplicates. Whatever makes a form such a one, or ends it, says so here in the same transaction.
 */
export function countForm(connection: Connection, formId: number): Promise<void> {
  return add(connection, 1, 'f.id = ?', formId)
}

export function uncountForm(connection: Connection, formId: number): Promise<void> {
  return add(connection, -1, 'f.id = ?', formId)
}

/** Counts all forms of a document that becomes visible; none of them is linked yet. */
export function countDocument(connection: Connection, documentId: number): Promise<void> {
  return add(connection, 1, 'f.document_id = ?', documentId)
}

/** Takes out what a finished document contributes, before it goes. */
export async function uncountDocument(connection: Connection, sha256: string): Promise<void> {
  const visible = await connection.all<{ id: number }>(
    "SELECT id FROM stored_documents WHERE sha256 = ? AND state <> 'loading'",
    [sha256],
  )
  for (const { id } of visible)
    await add(connection, -1, 'f.document_id = ? AND f.id NOT IN (SELECT form_id FROM stored_duplicates)', id)
}

async function add(connection: Connection, sign: 1 | -1, which: string, id: number): Promise<void> {
  await connection.run(
    `INSERT INTO stored_indicator_texts (level3, value, uses)
       SELECT i.level3, i.value, ${sign} * count(*) FROM stored_forms f JOIN stored_indicators i ON i.form_id = f.id
       WHERE ${which} GROUP BY i.level3, i.value
     ON CONFLICT (level3, value) DO UPDATE SET uses = uses + excluded.uses`,
    [id],
  )
  if (sign < 0) await connection.run('DELETE FROM stored_indicator_texts WHERE uses = 0')
}
