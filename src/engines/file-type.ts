import { open } from 'node:fs/promises'

export type FileType = 'pdf' | 'png' | 'jpeg' | 'tiff' | 'zip' | 'text' | 'unknown'

/** Bytes of a file's start that tell its type. */
const headLength = 64 * 1024
/** Readers accept junk before a PDF's header up to here (ISO 32000-1, implementation note 13). */
const pdfHeaderWithin = 1024

const signatures: readonly (readonly [FileType, readonly number[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['tiff', [0x49, 0x49, 0x2b, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
]

/** What a file is by its bytes, whatever its name says. Needs no more than its first 64 KiB; an empty file is `unknown`. */
export function fileTypeOf(bytes: Uint8Array): FileType {
  const head = bytes.subarray(0, headLength)
  const signature = signatures.find(([, start]) => start.every((byte, i) => head[i] === byte))
  if (signature) return signature[0]
  if (Buffer.from(head.subarray(0, pdfHeaderWithin)).includes('%PDF-')) return 'pdf'
  return isText(head) ? 'text' : 'unknown'
}

/** `fileTypeOf` the start of the file at `path`. */
export async function detectFileType(path: string): Promise<FileType> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(headLength), 0, headLength, 0)
    return fileTypeOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** No NULs and other control characters, and decodable as UTF-8 or GB18030; a character cut by the end of the head does no harm. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0 || head.some(isBinaryByte)) return false
  return ['utf-8', 'gb18030'].some(encoding => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      return true
    } catch {
      return false
    }
  })
}

/** Control characters but tab, line feed, form feed, carriage return and escape. */
function isBinaryByte(byte: number): boolean {
  return (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)) || byte === 0x7f
}
