import type { ValueKind } from '../model/indicator-value.ts'
import type { Connection } from './connection.ts'
import { isSameProse, type Likeness, proseOf } from './form-likeness.ts'
import { countForm, uncountForm } from './indicator-texts.ts'

/** The finding that a duplicate bears; it is the store's own, since it depends on what else is in the database. */
export const DUPLICATE_RULE = 'duplicate-form'

interface Candidate {
  readonly id: number
  readonly file: string
  readonly sequence: number
  readonly fields: string
}

/** Likenesses of the forms of a document (by its sha256), finished or loading. */
export async function likenessesOf(connection: Connection, sha256: string): Promise<Likeness[]> {
  const rows = await connection.all<{ likeness: Likeness }>(
    `SELECT DISTINCT f.likeness FROM stored_documents d JOIN stored_forms f ON f.document_id = d.id
     WHERE d.sha256 = ? AND f.likeness IS NOT NULL`,
    [sha256],
  )
  return rows.map(({ likeness }) => likeness)
}

/**
 * Decides anew which of the forms with these likenesses are duplicates of which. The answer depends only on what is in the
 * database, never on when it came in: forms are taken in the order of their worth (whole documents first, then fewer doubts,
 * then file name, sha256, sequence), and each is an original unless it is the same as one before it.
 */
export async function relinkDuplicates(connection: Connection, likenesses: readonly Likeness[]): Promise<void> {
  for (const likeness of likenesses) {
    const forms = await connection.all<Candidate>(
      `SELECT f.id, d.file, f.sequence, t.fields FROM stored_forms f
         JOIN stored_documents d ON d.id = f.document_id JOIN stored_fields t ON t.form_id = f.id
       WHERE f.likeness = ? AND d.state IN ('loaded', 'partial')
       ORDER BY d.state = 'partial', f.review_count, d.file, d.sha256, f.sequence`,
      [likeness],
    )
    for (const { id } of forms) await unlink(connection, id)
    if (forms.length > 1) await link(connection, forms)
  }
}

async function link(connection: Connection, forms: readonly Candidate[]): Promise<void> {
  const originals: Array<{ readonly form: Candidate; readonly prose: string }> = []
  for (const form of forms) {
    const prose = await storedProse(connection, form)
    const original = originals.find(known => isSameProse(known.prose, prose))?.form
    if (original === undefined) originals.push({ form, prose })
    else await linkTo(connection, form, original)
  }
}

async function linkTo(connection: Connection, form: Candidate, original: Candidate): Promise<void> {
  await connection.run('INSERT INTO stored_duplicates (form_id, original_id) VALUES (?, ?)', [form.id, original.id])
  await uncountForm(connection, form.id)
  const message = `The same form stands in ${original.file} as form ${original.sequence}; it is counted there.`
  await connection.run(
    `INSERT INTO stored_findings (form_id, position, rule, severity, path, message)
     SELECT ?, coalesce(max(position) + 1, 0), ?, 'info', '', ? FROM stored_findings WHERE form_id = ?`,
    [form.id, DUPLICATE_RULE, message, form.id],
  )
  await connection.run('UPDATE stored_forms SET finding_count = finding_count + 1 WHERE id = ?', [form.id])
}

/** The finding tells whether a form was a duplicate: the link itself is gone already when the original was removed. */
async function unlink(connection: Connection, formId: number): Promise<void> {
  const [finding] = await connection.all('SELECT 1 FROM stored_findings WHERE form_id = ? AND rule = ?', [
    formId,
    DUPLICATE_RULE,
  ])
  if (finding === undefined) return
  await connection.run('DELETE FROM stored_duplicates WHERE form_id = ?', [formId])
  await countForm(connection, formId)
  await connection.run('DELETE FROM stored_findings WHERE form_id = ? AND rule = ?', [formId, DUPLICATE_RULE])
  await connection.run('UPDATE stored_forms SET finding_count = finding_count - 1 WHERE id = ?', [formId])
}

async function storedProse(connection: Connection, { id, fields }: Candidate): Promise<string> {
  const rows = await connection.all<{ level3: string; text: string; kind: ValueKind }>(
    'SELECT level3, value AS text, kind FROM stored_indicators WHERE form_id = ? ORDER BY position',
    [id],
  )
  return proseOf(
    JSON.parse(fields) as Record<string, string | null>,
    rows.map(({ level3, text, kind }) => ({ level3, value: { text, kind } })),
  )
}

/** How many forms of these documents are duplicates. */
export async function countDuplicates(connection: Connection, sha256s: readonly string[]): Promise<number> {
  const [row] = await connection.all<{ count: number }>(
    `SELECT count(*) AS count FROM json_each(?) s JOIN stored_documents d ON d.sha256 = s.value
       JOIN stored_forms f ON f.document_id = d.id JOIN stored_duplicates u ON u.form_id = f.id
     WHERE d.state <> 'loading'`,
    [JSON.stringify(sha256s)],
  )
  return row?.count ?? 0
}
