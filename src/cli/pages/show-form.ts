import { resolveSettings } from '../../app/config.ts'
import { formValues } from '../../model/form-values.ts'
import { openStoreReader } from '../../store/open-store.ts'
import type { FormOfDocument, StoreReader } from '../../store/store.ts'
import type { ShowOptions } from '../commands/show.ts'
import { passwordOf } from '../password.ts'
import { tableToText } from '../terminal/text-table.ts'
import { wrongUsage } from '../wrong-usage.ts'
import { findStoredForm } from './find-stored-form.ts'
import { keptCrops } from './kept-crops.ts'
import { valueToText } from './value-to-text.ts'
import { writeCrops } from './write-crops.ts'

/** The command `show`. */
export async function showForm(name: string, path: string | undefined, options: ShowOptions): Promise<void> {
  const reader = await openStoreReader(resolveSettings({ db: options.db }).db)
  try {
    const form = await findStoredForm(reader, name)
    if (path === undefined) {
      if (options.crop !== undefined)
        throw wrongUsage('--crop needs the path of a value.', `See: tabularium show ${name}`)
      process.stdout.write(options.json ? `${JSON.stringify(formValues(form.form))}\n` : formToText(form))
      return
    }
    const value = await tracedValue(reader, form, path)
    if (options.crop !== undefined) {
      const kept = keptCrops(reader, form, path)
      const { document } = form
      await writeCrops({ document, provenance: value.provenance, kept, ...passwordOf(options) }, options.crop)
    }
    process.stdout.write(options.json ? `${JSON.stringify(value, null, 1)}\n` : valueToText(value, form))
  } finally {
    await reader.close()
  }
}

export type TracedValue = Awaited<ReturnType<typeof tracedValue>>

/** A value with everything that is known about it. */
async function tracedValue(reader: StoreReader, { document, form }: FormOfDocument, path: string) {
  const value = formValues(form).find(candidate => candidate.path === path)
  if (value === undefined)
    throw wrongUsage(
      `The form has no value "${path}".`,
      `See its values: tabularium show ${document.file}:${form.sequence}`,
    )
  const row = /^indicators\[\d+\]/u.exec(path)?.[0]
  const isAbout = (other: string) => other === path || other === row
  return {
    ...value,
    document: { file: document.file, sha256: document.sha256 },
    sequence: form.sequence,
    provenance: await reader.provenanceOf(document.sha256, form.sequence, path),
    corrections: form.corrections.filter(correction => correction.path === path),
    findings: form.findings.filter(finding => isAbout(finding.path)),
    review: form.review.filter(flag => isAbout(flag.path)),
  }
}

function formToText({ document, form }: FormOfDocument): string {
  const reasons = new Map(form.review.map(({ path, reason }) => [path, reason]))
  const rows = formValues(form).map(({ path, text }) => [path, text ?? '(blank)', reasons.get(path) ?? ''])
  const width = process.stdout.isTTY ? process.stdout.columns : null
  const title = `${document.file}, form ${form.sequence}, ${form.fiscalYear ?? 'no year'}, page ${form.pages.join(', ')}\n\n`
  return title + tableToText({ headings: ['path', 'value', 'to be looked at because'], rows }, width)
}
