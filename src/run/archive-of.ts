import { lstat } from 'node:fs/promises'

/** A file in an archive. */
export interface ArchivePart {
  /** Path of the archive. */
  readonly archive: string
  /** The file's name in there, its folders parted by `/`. */
  readonly name: string
}

/** Where `bundle.zip/folder/form.pdf`, as runs call it, lies; null where there is no such archive (any more). */
export async function archiveOf(path: string): Promise<ArchivePart | null> {
  for (const { index } of path.matchAll(/\.zip(?=[/\\])/giu)) {
    const archive = path.slice(0, index + 4)
    const info = await lstat(archive).catch(() => null)
    if (info?.isFile()) return { archive, name: path.slice(index + 5).replaceAll('\\', '/') }
  }
  return null
}
