import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateForms } from '../corpus/generate.ts'
import { formToText, textsToBundle } from '../corpus/to-text.ts'

/** Writes `documents` bundles of `formsEach` generated forms into a folder, each with other bytes; gives their paths. */
export function writeBundles(folder: string, documents: number, formsEach: number): string[] {
  const forms = generateForms({ seed: 77, count: documents * formsEach })
  return Array.from({ length: documents }, (_, index) => {
    const own = forms.slice(index * formsEach, (index + 1) * formsEach)
    const [first] = own
    if (first === undefined) throw new RangeError('a bundle needs a form')
    const texts = own.map(form => formToText(form, { seed: 1 }))
    const path = join(folder, `bundle-${String(index + 1).padStart(3, '0')}.txt`)
    writeFileSync(path, textsToBundle(texts, first.competentDepartment, first.fiscalYear))
    return path
  })
}
