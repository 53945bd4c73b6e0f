import type { Issue } from '../../model/issue.ts'

/** Why a picture could not be opened or decoded, from what sharp threw. `page` is null for the whole file. */
export function imageFailure(reason: unknown, page: number | null, maxPixels: number): Issue {
  const text = (reason instanceof Error ? reason.message : String(reason)).replace(/\s+/g, ' ').trim()
  const what = page === null ? 'The image' : `Picture ${page} of the file`
  if (text === 'empty') return failure('empty-file', 'The file is empty.', 'Get the file again from its source.', page)
  if (/pixel limit/i.test(text))
    return failure(
      'too-large',
      `${what} has more than ${Math.round(maxPixels / 1e6)} million pixels.`,
      'Scale it down to 300 dpi and ingest the smaller file.',
      page,
    )
  if (/unsupported image format|no loader|not a known file format/i.test(text))
    return failure(
      'unsupported-type',
      `${what} is in a format that cannot be read.`,
      'Save it as PNG, JPEG, TIFF or PDF.',
      page,
    )
  return failure(
    'corrupt',
    `${what} is damaged and cannot be decoded (${text.slice(0, 160)}).`,
    'Get the file again from its source, or scan the page again.',
    page,
  )
}

function failure(code: Issue['code'], message: string, hint: string, page: number | null): Issue {
  return { code, severity: 'error', message, hint, page }
}
