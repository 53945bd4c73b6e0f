import { extname } from 'node:path'
import { detectFileType, type FileType } from '../engines/file-type.ts'
import type { DocumentSource } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import type { DocumentReader, DocumentReading } from './document-reader.ts'
import { refusal } from './refusals.ts'

/** Who reads what: OCR text, and pages (PDF, PNG, JPEG, TIFF). */
export interface ReadersByType {
  readonly text: DocumentReader
  readonly pages: DocumentReader
}

const TEXT_ENDINGS = ['.txt', '.tsv']

const SEPARATOR = '+'

/** The part of an engine's name that reads pages. */
export function pageEngineOf(engine: string): string {
  return engine.slice(engine.indexOf(SEPARATOR) + 1)
}

/** Hands each document to the reader for its kind, judged by its bytes; what none can read is an issue. */
export function readerByType(readers: ReadersByType): DocumentReader {
  return {
    engine: `${readers.text.engine}${SEPARATOR}${readers.pages.engine}`,
    async read(source: DocumentSource, onPage): Promise<DocumentReading> {
      if (source.bytes === 0)
        return unread('empty-file', 'The file is empty (0 bytes).', 'Copy or export the file again and check its size.')
      const type = await detectFileType(source.path)
      // A text file that is no text gets the text reader's explanation.
      if (type === 'text' || (type === 'unknown' && isNamedText(source.path))) return readers.text.read(source, onPage)
      if (isPages(type)) return readers.pages.read(source, onPage)
      return unread(
        'unsupported-type',
        `This is neither a PDF, PNG, JPEG or TIFF nor a text file${type === 'zip' ? ', but a zip archive (or an Office document)' : ''}.`,
        type === 'zip'
          ? 'Give an archive the ending .zip; save an Office document as PDF, and ingest that.'
          : 'Convert it to PDF and ingest that.',
      )
    },
    keepPictures: (source, wanted) => readers.pages.keepPictures(source, wanted),
    // Texts are read again in no time and are not kept otherwise; the store of pages holds these few.
    keep: (sha256, reading) => readers.pages.keep(sha256, reading),
    async forget(sha256) {
      await Promise.all([readers.text.forget(sha256), readers.pages.forget(sha256)])
    },
    async close() {
      await Promise.all([readers.text.close(), readers.pages.close()])
    },
  }
}

function isPages(type: FileType): boolean {
  return type === 'pdf' || type === 'png' || type === 'jpeg' || type === 'tiff'
}

function isNamedText(path: string): boolean {
  return TEXT_ENDINGS.includes(extname(path).toLowerCase())
}

function unread(code: Issue['code'], message: string, hint: string): DocumentReading {
  return { pages: [], issues: [refusal(code, message, hint)] }
}
