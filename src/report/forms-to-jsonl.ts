import type { FormOfDocument } from '../store/store.ts'
import { formToExport } from './form-to-export.ts'

/** A line of JSON a form, in the shape of the export contract. */
export async function* formsToJsonl(forms: AsyncIterable<FormOfDocument>): AsyncGenerator<string> {
  for await (const form of forms) yield `${JSON.stringify(formToExport(form))}\n`
}
