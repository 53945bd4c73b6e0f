import type { DocumentStatus } from '../model/document.ts'

/** How the process ends; other programs rely on these numbers. */
export const EXIT = {
  done: 0,
  defect: 1,
  wrongUsage: 2,
  /** Some documents failed or are partial, the rest is loaded. */
  incomplete: 3,
  nothingLoaded: 4,
  storeFailed: 5,
  interrupted: 130,
} as const

/** The exit status of a run by what became of its documents. A run without any document loaded nothing. */
export function documentsToExitStatus(documents: ReadonlyArray<{ readonly status: DocumentStatus }>): number {
  if (documents.every(({ status }) => status === 'failed')) return EXIT.nothingLoaded
  const isWhole = documents.every(({ status }) => status === 'loaded' || status === 'unchanged')
  return isWhole ? EXIT.done : EXIT.incomplete
}
