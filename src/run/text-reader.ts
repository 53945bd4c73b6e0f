import { readFile } from 'node:fs/promises'
import type { DocumentSource } from '../model/document.ts'
import { decodeText } from '../stages/open-text/decode-text.ts'
import { textToPage } from '../stages/open-text/text-to-page.ts'
import type { DocumentReader, DocumentReading } from './document-reader.ts'

/** A bundle of a thousand forms has about 3 MB. */
const MOST_BYTES = 64 * 1024 * 1024

/** Reads OCR text files in this process: decoding text cannot harm it. */
export const textReader: DocumentReader = {
  engine: 'text-file/1',
  async read(source: DocumentSource, onPage): Promise<DocumentReading> {
    if (source.bytes > MOST_BYTES)
      return {
        pages: [],
        issues: [
          {
            code: 'too-large',
            severity: 'error',
            message: `The text has ${(source.bytes / 1048576).toFixed(0)} MB; more than ${MOST_BYTES / 1048576} MB cannot be forms.`,
            hint: 'Split the file into bundles of one department each.',
            page: null,
          },
        ],
      }
    const decoded = decodeText(await readFile(source.path))
    if (decoded.text === null) return { pages: [], issues: [decoded.issue] }
    onPage?.({ page: 1, pageCount: 1, isKept: false, timing: null })
    return { pages: [textToPage(decoded.text)], issues: decoded.issue === null ? [] : [decoded.issue] }
  },
  async keepPictures() {
    return []
  },
  async keep() {},
  async forget() {},
  async close() {},
}
