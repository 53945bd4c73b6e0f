import type { FormOfDocument, StoreReader } from '../../store/store.ts'
import { findStoredDocument } from '../find-stored-document.ts'
import { wrongUsage } from '../wrong-usage.ts'

/**
 * The form a person names: `minhang-2024.txt:7` or `c83cfcc0:7` (the beginning of the file's sha256). Without a number it is the
 * document's only form.
 * @throws TabulariumError `wrong-usage` (exit 2) where none or several fit, naming them.
 */
export async function findStoredForm(reader: StoreReader, name: string): Promise<FormOfDocument> {
  const [, documentName = name, number] = /^(.*):(\d+)$/u.exec(name) ?? []
  const { sha256, file, forms } = await findStoredDocument(reader.file, documentName)
  if (number === undefined && forms !== 1)
    throw wrongUsage(`${file} holds ${forms} forms.`, `Say which: ${file}:1 to ${file}:${forms}.`)
  const form = await reader.findForm(sha256, Number(number ?? 1))
  if (form === null)
    throw wrongUsage(`${file} has no form ${number}.`, `It holds ${forms}: ${file}:1 to ${file}:${forms}.`)
  return form
}
