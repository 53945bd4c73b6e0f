import type { DocumentResult, DocumentStatus } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import type { StoredDocument } from './store.ts'

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

/** What `findDocument` will say of a result once it is written. */
export function resultToStoredDocument(result: DocumentResult): StoredDocument {
  const { source, forms, pages, configuration, engine } = result
  const sum = (part: 'indicators' | 'corrections' | 'findings') =>
    forms.reduce((total, form) => total + form[part].length, 0)
  return {
    ...source,
    status: resultStatus(result),
    configuration,
    engine,
    pages: pages.length,
    forms: forms.length,
    indicators: sum('indicators'),
    corrections: sum('corrections'),
    findings: sum('findings'),
    issues: resultIssues(result),
  }
}
