import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DocumentSource } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'

export type OpenedSource =
  | { readonly source: DocumentSource; readonly issue: null }
  | { readonly source: null; readonly issue: Issue }

/** Knows a file by its bytes: sha256 and length, read as a stream. A file that cannot be read is an issue. */
export async function openSource(path: string): Promise<OpenedSource> {
  try {
    const info = await stat(path)
    if (!info.isFile())
      return unreadable('It is not an ordinary file.', 'Name a file or a folder; devices and pipes are not read.')
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk as Uint8Array)
      bytes += (chunk as Uint8Array).length
    }
    return { source: { path, file: basename(path), sha256: hash.digest('hex'), bytes }, issue: null }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EACCES' || code === 'EPERM')
      return unreadable(
        'You are not allowed to read this file.',
        'Ask its owner for permission, or run as a user who may read it.',
      )
    return unreadable(
      `The file cannot be read (${code ?? String(error)}).`,
      'Check the disk or network share, then ingest it again.',
    )
  }
}

function unreadable(message: string, hint: string): OpenedSource {
  return { source: null, issue: { code: 'unreadable-file', severity: 'error', message, hint, page: null } }
}
