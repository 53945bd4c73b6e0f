import type { Issue } from '../model/issue.ts'
import type { ReviewDecision } from '../model/review-decision.ts'
import { TabulariumError } from '../model/tabularium-error.ts'
import type { DocumentForms } from '../pipeline/pages-to-forms.ts'
import type { DocumentReading } from './document-reader.ts'

/** From what was read of a document, and what people decided about it, to its forms. */
export type ToForms = (reading: DocumentReading, decisions: readonly ReviewDecision[]) => DocumentForms

/** `causes` are those of the issues that concern the whole document: why its pages or forms may be missing. */
export interface DerivedForms extends DocumentForms {
  readonly causes: readonly Issue[]
}

/**
 * The forms of one document, with the issues of its reading. Where the program fails over it there are none, and the reason is an issue of this document:
 * a defect that one file lays bare must not end a run over all the others.
 */
export function deriveForms(
  toForms: ToForms,
  reading: DocumentReading,
  decisions: readonly ReviewDecision[],
): DerivedForms {
  try {
    const { forms, issues } = toForms(reading, decisions)
    return { forms, causes: reading.issues, issues: [...reading.issues, ...issues] }
  } catch (error) {
    if (error instanceof TabulariumError) throw error
    const causes = [defectIssue(error), ...reading.issues]
    return { forms: [], causes, issues: causes }
  }
}

function defectIssue(error: unknown): Issue {
  return {
    code: 'crashed',
    severity: 'error',
    message: `The program failed when it made forms of what was read (${String(error)}).`,
    hint: 'This is a defect of Tabularium: please report it, if you can with the file. Other documents are not touched by it.',
    page: null,
  }
}
