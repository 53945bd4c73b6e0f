import { runQuery } from '../../query/run-query.ts'
import type { FormOfDocument, StoreReader } from '../../store/store.ts'
import { wrongUsage } from '../wrong-usage.ts'

/**
 * The form a person names: `minhang-2024.txt:7` or `c83cfcc0:7` (the beginning of the file's sha256). Without a number it is the
 * document's only form.
 * @throws TabulariumError `wrong-usage` (exit 2) where none or several fit, naming them.
 */
export async function findStoredForm(reader: StoreReader, name: string): Promise<FormOfDocument> {
  const [, documentName = name, number] = /^(.*):(\d+)$/u.exec(name) ?? []
  const { rows } = await runQuery(
    reader.file,
    `SELECT sha256, file, form_count FROM documents
     WHERE file = :name OR path = :name OR (length(:name) >= 4 AND sha256 LIKE :name || '%') ORDER BY file, sha256`,
    { params: { name: documentName }, rowLimit: 20 },
  )
  const [row] = rows
  if (row === undefined)
    throw wrongUsage(
      `There is no document "${documentName}" in ${reader.file}.`,
      'Name it by its file name or the beginning of its sha256: tabularium query "SELECT file, sha256 FROM documents"',
    )
  if (rows.length > 1)
    throw wrongUsage(
      `Several documents are meant by "${documentName}".`,
      `Name one by its sha256: ${rows.map(([sha256, file]) => `${String(sha256).slice(0, 12)} (${file})`).join(', ')}.`,
    )
  const [sha256, file, forms] = row as [string, string, number]
  if (number === undefined && forms !== 1)
    throw wrongUsage(`${file} holds ${forms} forms.`, `Say which: ${file}:1 to ${file}:${forms}.`)
  const form = await reader.findForm(sha256, Number(number ?? 1))
  if (form === null)
    throw wrongUsage(`${file} has no form ${number}.`, `It holds ${forms}: ${file}:1 to ${file}:${forms}.`)
  return form
}
