import { join } from 'node:path'
import { detectFileType } from '../engines/file-type.ts'
import { openArchive } from './archive-inputs.ts'
import type { FoundInputs } from './find-inputs.ts'
import { type OpenedSource, openSource } from './open-source.ts'
import { isArchiveName } from './readable-name.ts'

/** A file to be read, known by its bytes, or why it is not. */
export interface Input {
  /** What it is called: its path, or an archive's path and its name in there. */
  readonly path: string
  /** Where its bytes lie. */
  readonly at: string
  readonly opened: OpenedSource
  /** It is no longer needed. */
  discard(): Promise<void>
}

/**
 * The files in their order, each hashed when it is asked for; archives give the files in them, unpacked into `folder` one by one.
 * `onMore` hears how many inputs an archive adds.
 */
export async function* expandInputs(
  { files, partsByArchive }: Pick<FoundInputs, 'files' | 'partsByArchive'>,
  folder: string,
  onMore: (count: number) => void,
): AsyncGenerator<Input> {
  for (const [index, path] of files.entries()) {
    const parts = partsByArchive.get(path)
    const archive = (await isArchive(path)) ? await openArchive(path, join(folder, String(index)), parts) : null
    if (archive === null) yield { path, at: path, opened: await openSource(path), async discard() {} }
    else if (archive.issue !== null)
      yield { path, at: path, opened: { source: null, issue: archive.issue }, async discard() {} }
    else {
      onMore(archive.count - 1)
      yield* archive.inputs
    }
  }
}

/** By name and by its bytes: a document of an office program is a zip too, and a PDF may be called anything. */
async function isArchive(path: string): Promise<boolean> {
  return isArchiveName(path) && (await detectFileType(path).catch(() => 'unknown')) === 'zip'
}
