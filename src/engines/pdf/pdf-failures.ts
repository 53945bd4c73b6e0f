import type { Issue } from '../../model/issue.ts'

/** pdfjs's `PasswordResponses`. */
const passwordNeeded = 1

/** Why a PDF could not be opened, from what pdfjs threw. */
export function openingFailure(reason: unknown, hadPassword: boolean): Issue {
  const { name, message, code } = errorOf(reason)
  if (name === 'PasswordException')
    return code === passwordNeeded && !hadPassword
      ? failure(
          'encrypted',
          'The PDF is encrypted and needs a password.',
          'Give the password with --password-file, or save a copy without one in a viewer and ingest that.',
        )
      : failure(
          'wrong-password',
          'The password does not open the PDF.',
          'Check the password, or save a copy without one in a viewer and ingest that.',
        )
  if (/encrypt|security handler|crypt filter/i.test(message))
    return failure(
      'encrypted',
      `The PDF is encrypted in a way that no password opens (${message}).`,
      'Ask its sender for an unprotected copy, or print it to a new PDF in a program that can open it.',
    )
  if (/file is empty/i.test(message))
    return failure('empty-file', 'The file is empty.', 'Get the file again from its source.')
  return failure(
    'corrupt',
    `The PDF is damaged and cannot be opened (${message}).`,
    'Get the file again from its source; a repair such as `qpdf damaged.pdf repaired.pdf` sometimes helps.',
  )
}

export function withoutPages(): Issue {
  return failure('zero-pages', 'The PDF has no pages.', 'Get the file again from its source.')
}

/** A page that pdfjs cannot parse, in a document that could be opened. */
export function damagedPage(page: number, reason: unknown): Issue {
  return {
    ...failure(
      'corrupt',
      `Page ${page} is damaged and cannot be read (${errorOf(reason).message}).`,
      'Look at the page in a viewer; get the file again, or scan the page again.',
    ),
    page,
  }
}

function failure(code: Issue['code'], message: string, hint: string): Issue {
  return { code, severity: 'error', message, hint, page: null }
}

function errorOf(reason: unknown): { name: string; message: string; code: number | null } {
  const error = (typeof reason === 'object' && reason !== null ? reason : {}) as Readonly<Record<string, unknown>>
  return {
    name: typeof error.name === 'string' ? error.name : '',
    message: (typeof error.message === 'string' ? error.message : String(reason)).replace(/[.\s]+$/, '').slice(0, 200),
    code: typeof error.code === 'number' ? error.code : null,
  }
}
