import { expect } from 'vitest'
import type { FormLibrary } from '../../src/forms/form-library.ts'
import type { FormRecord } from '../../src/model/form-record.ts'
import { formValues, indicatorPath } from '../../src/model/form-values.ts'
import { rawText, replay } from '../../src/model/replay.ts'
import { textTyping } from '../../src/stages/normalise/type-text.ts'

/** Every value is what its raw reading becomes by its ledger, typed as its place asks. */
export function expectReplay(form: FormRecord, library: FormLibrary): void {
  const definition = library.families.find(family => family.definition.type === form.formType)!.definition
  const typing = textTyping({ form: definition, units: library.units, fiscalYear: form.fiscalYear })
  for (const { path, text } of formValues(form)) {
    const ledger = form.corrections.filter(correction => correction.path === path)
    const final = replay(rawText(form.provenance, path), ledger)
    const { value } = typing.type(path, final)
    const typed = typeof value === 'object' && value !== null ? value.text : value
    expect(typed ?? (indicatorPath(path)?.part === 'level3' ? '' : null), `${path}: ${JSON.stringify(ledger)}`).toBe(
      text,
    )
  }
}
