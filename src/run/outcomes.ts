import { basename } from 'node:path'
import type { DocumentSource } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import type { DocumentOutcome, StoredDocument } from '../store/store.ts'

/** What became of an input, with all that is wrong with it. */
export interface Ended {
  readonly outcome: DocumentOutcome
  readonly issues: readonly Issue[]
}

/** The outcome of a document that is in the store; its cause is the worst issue. */
export function storedOutcome(source: DocumentSource, stored: StoredDocument): DocumentOutcome {
  const cause =
    stored.issues.find(issue => issue.severity === 'error') ?? stored.issues.find(issue => issue.severity === 'warning')
  return {
    path: source.path,
    file: source.file,
    sha256: source.sha256,
    status: stored.status,
    pages: stored.pages,
    forms: stored.forms,
    indicators: stored.indicators,
    corrections: stored.corrections,
    findings: stored.findings,
    error: stored.status === 'loaded' || cause === undefined ? null : errorOf(cause),
    seconds: null,
  }
}

/** The outcome of a document that is in the store as it should be. One that is not whole goes on telling why. */
export function unchangedOutcome(source: DocumentSource, stored: StoredDocument): DocumentOutcome {
  return { ...storedOutcome(source, stored), status: 'unchanged' }
}

/** The outcome of an input of which nothing came in. */
export function failedOutcome(path: string, sha256: string | null, issue: Issue): Ended {
  return {
    outcome: {
      path,
      file: basename(path),
      sha256,
      status: 'failed',
      pages: 0,
      forms: 0,
      indicators: 0,
      corrections: 0,
      findings: 0,
      error: errorOf(issue),
      seconds: null,
    },
    issues: [issue],
  }
}

/** Pages that were lost or seen in part: why a document may seem to hold no form. */
const PAGE_LOSSES: readonly Issue['code'][] = ['image-dropped', 'decode-warning', 'page-unreadable', 'low-quality']

/**
 * Causes come before their effects: what the document itself says ("encrypted"), then what its pages say, explain that no
 * form was found, not the other way round.
 */
export function worstIssue(own: readonly Issue[], all: readonly Issue[]): Issue {
  const isError = (issue: Issue) => issue.severity === 'error'
  return (
    own.find(isError) ??
    all.find(issue => isError(issue) && issue.page !== null) ??
    all.find(issue => PAGE_LOSSES.includes(issue.code)) ??
    all.find(isError) ??
    all[0] ?? {
      code: 'no-form',
      severity: 'error',
      message: 'No form was found.',
      hint: 'Check that this is the right file.',
      page: null,
    }
  )
}

/** An issue as outcomes tell it. */
export function errorOf({ code, message, hint, page }: Issue) {
  return { code, message, hint, page }
}
