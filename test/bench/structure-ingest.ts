import { createHash } from 'node:crypto'
import { loadFormLibrary } from '../../src/forms/form-library.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { formToExport } from '../../src/report/form-to-export.ts'
import { textToPage } from '../../src/stages/open-text/text-to-page.ts'
import type { IngestText } from './structure.ts'

/** The program's own way from OCR text to export, without a database between. */
export function textIngest(): IngestText {
  const library = loadFormLibrary()
  return async text => {
    const sha256 = createHash('sha256').update(text).digest('hex')
    const source = { path: '/bench.txt', file: 'bench.txt', sha256, bytes: text.length }
    const { forms } = pagesToForms([textToPage(text)], { library, form: 'auto', reviewBelow: 0.98 })
    return forms.map(form => formToExport({ document: source, form }))
  }
}
