import type { DocumentResult, DocumentStatus } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'

/** All issues of a result: the document's own, its pages' and its forms'. */
export function resultIssues(result: DocumentResult): Issue[] {
  return [...result.issues, ...result.pages.flatMap(page => page.issues), ...result.forms.flatMap(form => form.issues)]
}

/**
 * `loaded` only when nothing was lost: an issue that is more than information makes the document `partial`,
 * and one without any form has `failed`.
 */
export function resultStatus(result: DocumentResult): Exclude<DocumentStatus, 'unchanged'> {
  if (result.forms.length === 0) return 'failed'
  return resultIssues(result).some(issue => issue.severity !== 'info') ? 'partial' : 'loaded'
}
