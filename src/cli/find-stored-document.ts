import { runQuery } from '../query/run-query.ts'
import { wrongUsage } from './wrong-usage.ts'

export interface NamedDocument {
  readonly sha256: string
  readonly file: string
  readonly forms: number
}

/**
 * The document a person names: by its file name, its path, or the beginning of its sha256 (four digits or more).
 * @throws TabulariumError `wrong-usage` (exit 2) where none or several fit, naming them.
 */
export async function findStoredDocument(database: string, name: string): Promise<NamedDocument> {
  const { rows } = await runQuery(
    database,
    `SELECT sha256, file, form_count FROM documents
     WHERE file = :name OR path = :name OR (length(:name) >= 4 AND sha256 LIKE :name || '%') ORDER BY file, sha256`,
    { params: { name }, rowLimit: 20 },
  )
  const [row] = rows
  if (row === undefined)
    throw wrongUsage(
      `There is no document "${name}" in ${database}.`,
      'Name it by its file name or the beginning of its sha256: tabularium query "SELECT file, sha256 FROM documents"',
    )
  if (rows.length > 1)
    throw wrongUsage(
      `Several documents are meant by "${name}".`,
      `Name one by its sha256: ${rows.map(([sha256, file]) => `${String(sha256).slice(0, 12)} (${file})`).join(', ')}.`,
    )
  const [sha256, file, forms] = row as [string, string, number]
  return { sha256, file, forms }
}
