import type { FormLibrary } from '../../src/forms/form-library.ts'
import type { FormRecord } from '../../src/model/form-record.ts'
import { pagesToForms } from '../../src/pipeline/pages-to-forms.ts'
import { formToExport } from '../../src/report/form-to-export.ts'
import type { ValueEvidence } from '../../src/stages/normalise/value-probability.ts'
import type { KeptDocument } from './kept-readings.ts'
import { type ScoredValue, type ScoreWithErrors, scoreForms } from './score.ts'

export interface JudgedDocument extends ScoreWithErrors {
  readonly forms: readonly FormRecord[]
  /** The recognised values of the truth, with what judgement made of them. */
  readonly judged: readonly JudgedValue[]
}

export interface JudgedValue extends ScoredValue {
  readonly grade: string
  readonly evidence: ValueEvidence
}

/** Derives the forms of a document from its kept readings and scores them. */
export function judgeDocument(
  { grade, file, golds, pages }: KeptDocument,
  library: FormLibrary,
  reviewBelow: number,
): JudgedDocument {
  const evidenceByPath = new Map<string, ValueEvidence>()
  const onEvidence = (sequence: number, path: string, evidence: ValueEvidence) =>
    void evidenceByPath.set(`${sequence} ${path}`, evidence)
  const { forms } = pagesToForms(pages, { library, form: 'auto', reviewBelow, onEvidence })
  const document = { path: file, file, sha256: '0'.repeat(64), bytes: 0 }
  const exported = forms.map(form => formToExport({ document, form }))
  const scored = scoreForms(golds, exported, { inOrder: true })
  const judged = scored.values.flatMap((value): JudgedValue[] => {
    const evidence = evidenceByPath.get(`${forms[value.form]?.sequence} ${value.path}`)
    return evidence === undefined ? [] : [{ ...value, grade, evidence }]
  })
  return { ...scored, forms, judged }
}
