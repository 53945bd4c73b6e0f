import type { Issue, IssueCode } from '../../model/issue.ts'
import type { PageReading } from '../../model/page-reading.ts'

/** How the watchdog ends a worker, or the worker itself. */
export type KillReason = 'timeout' | 'memory' | 'crashed'

const killed: Record<KillReason, { readonly what: string; readonly hint: string }> = {
  timeout: {
    what: 'took too long to read and was stopped',
    hint: 'Print it to a new PDF in a viewer and ingest that, or allow more time with --timeout.',
  },
  memory: {
    what: 'needed too much memory and was stopped',
    hint: 'Print it to a new PDF in a viewer at 300 dpi and ingest that.',
  },
  crashed: {
    what: 'made the reading process crash',
    hint: 'Print it to a new PDF in a viewer and ingest that; if the file is sound, report it as a defect.',
  },
}

/** Why nothing of a document could be read: it stopped its worker, and again when read alone. */
export function killedDocument(reason: KillReason): Issue {
  const { what, hint } = killed[reason]
  return { code: reason, severity: 'error', message: `The file ${what}.`, hint, page: null }
}

/** The page that stopped its worker, and again when read alone. */
export function killedPage(reason: KillReason, page: number): Issue {
  const { what, hint } = killed[reason]
  return { code: reason, severity: 'error', message: `Page ${page} ${what}.`, hint, page }
}

/** A page that was not tried, since pages before it stopped their workers, the last for `reason`. */
export function abandonedPage(reason: KillReason, page: number): Issue {
  return {
    code: reason,
    severity: 'error',
    message: `Page ${page} was not read: other pages of the file had to be stopped.`,
    hint: 'Print the file to a new PDF in a viewer and ingest that.',
    page,
  }
}

/** A page that is a picture, where no recognition is at hand. */
export function pictureUnread(page: number): Issue {
  return {
    code: 'page-unreadable',
    severity: 'error',
    message: `Page ${page} is a picture, and no recognition engine is at hand to read it.`,
    hint: 'Run `tabularium doctor` to see which engines can be used here.',
    page,
  }
}

export function blankPage(page: number): Issue {
  return {
    code: 'blank-page',
    severity: 'info',
    message: `Page ${page} is blank.`,
    hint: 'Nothing to do; if the paper is not blank, scan the page again.',
    page,
  }
}

/** Pictures on a digital page that were not read, where no recognition is at hand. */
export function picturesUnread(page: number, count: number): Issue {
  return {
    code: 'page-unreadable',
    severity: 'warning',
    message: `${count === 1 ? 'A picture' : `${count} pictures`} on page ${page} may hold text that was not read.`,
    hint: 'Look at the page; run `tabularium doctor` to see which recognition engines can be used here.',
    page,
  }
}

/** Files that are refused before any parsing. */
export function documentIssue(code: 'empty-file' | 'unsupported-type' | 'unreadable-file', detail = ''): Issue {
  const texts: Record<typeof code, readonly [message: string, hint: string]> = {
    'empty-file': ['The file is empty.', 'Get the file again from its source.'],
    'unsupported-type': ['The file is no PDF, PNG, JPEG or TIFF.', 'Save it as one of these and ingest it again.'],
    'unreadable-file': [`The file cannot be read (${detail}).`, 'Check that it exists and that you may read it.'],
  }
  const [message, hint] = texts[code]
  return { code: code satisfies IssueCode, severity: 'error', message, hint, page: null }
}

/** A page of which nothing could be read. */
export function unreadPage(
  page: number,
  issues: readonly Issue[],
  size?: { readonly width: number; readonly height: number },
): PageReading {
  return {
    page,
    width: size?.width ?? null,
    height: size?.height ?? null,
    dpi: null,
    source: 'scan',
    quality: 0,
    blocks: [],
    issues,
  }
}
