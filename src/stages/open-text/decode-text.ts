import type { Issue } from '../../model/issue.ts'

/** A text file's content, with a warning where its end is missing; or why it is none. */
export type DecodedText =
  | { readonly text: string; readonly encoding: Encoding; readonly issue: Issue | null }
  | { readonly text: null; readonly encoding: null; readonly issue: Issue }

type Encoding = 'utf-8' | 'gb18030'

const CUT_IN_CHARACTER: Issue = {
  code: 'form-cut',
  severity: 'warning',
  message: 'The text ends in the middle of a character: the file was cut.',
  hint: 'Copy or export the file again; what stands before the cut has been read.',
  page: null,
}

const failure = (code: Issue['code'], message: string, hint: string): DecodedText => ({
  text: null,
  encoding: null,
  issue: { code, severity: 'error', message, hint, page: null },
})

/**
 * Decodes an OCR text file: UTF-8 with or without a byte order mark, else GB18030.
 * UTF-8 is strict enough that GB18030 text practically never passes for it; the other way round it often does,
 * so UTF-8 is tried first. A character that the end of the file cuts is left out, with a warning. A NUL byte or undecodable bytes mean that the file is no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0)
    return failure('empty-file', 'The file is empty (0 bytes).', 'Copy or export the file again and check its size.')
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const decoded = tryDecode(bytes, encoding)
    if (decoded !== null && !isControlHeavy(decoded.text)) {
      const { text, isCut } = decoded
      if (text.trim() === '')
        return failure(
          'empty-file',
          'The file holds only blank lines.',
          'Check that recognition wrote its text into this file.',
        )
      return { text, encoding, issue: isCut ? CUT_IN_CHARACTER : null }
    }
  }
  return failure(
    'binary-text',
    'The file is named like text but holds binary data.',
    'Give it the ending of its real type (.pdf, .tiff, .png, .jpg), or export it as text in UTF-8 or GB18030.',
  )
}

function tryDecode(bytes: Uint8Array, encoding: Encoding): { text: string; isCut: boolean } | null {
  if (bytes.includes(0)) return null
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    const text = decoder.decode(bytes, { stream: true })
    return { text, isCut: !isAtEnd(decoder) }
  } catch {
    return null
  }
}

/** Whether the decoder holds no beginning of a further character. */
function isAtEnd(decoder: InstanceType<typeof TextDecoder>): boolean {
  try {
    decoder.decode()
    return true
  } catch {
    return false
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
