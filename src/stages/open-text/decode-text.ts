import type { Issue } from '../../model/issue.ts'

/** A text file's content, or why it is none. */
export type DecodedText =
  | { readonly text: string; readonly encoding: 'utf-8' | 'gb18030'; readonly issue: null }
  | { readonly text: null; readonly encoding: null; readonly issue: Issue }

const failure = (code: Issue['code'], message: string, hint: string): DecodedText => ({
  text: null,
  encoding: null,
  issue: { code, severity: 'error', message, hint, page: null },
})

/**
 * Decodes an OCR text file: UTF-8 with or without a byte order mark, else GB18030.
 * UTF-8 is strict enough that GB18030 text practically never passes for it; the other way round it often does,
 * so UTF-8 is tried first. A NUL byte or undecodable bytes mean that the file is no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0)
    return failure('empty-file', 'The file is empty (0 bytes).', 'Copy or export the file again and check its size.')
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = tryDecode(bytes, encoding)
    if (text !== null && !isControlHeavy(text)) {
      if (text.trim() === '')
        return failure(
          'empty-file',
          'The file holds only blank lines.',
          'Check that recognition wrote its text into this file.',
        )
      return { text, encoding, issue: null }
    }
  }
  return failure(
    'binary-text',
    'The file is named like text but holds binary data.',
    'Give it the ending of its real type (.pdf, .tiff, .png, .jpg), or export it as text in UTF-8 or GB18030.',
  )
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Control characters other than tab, line feed, form feed and carriage return do not occur in recognised text. */
function isControlHeavy(text: string): boolean {
  let controls = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 0xfffd || code === 127)
      controls += 1
  }
  return controls > text.length / 100
}
