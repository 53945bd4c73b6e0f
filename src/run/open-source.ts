import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { lstat, open, readlink } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { DocumentSource } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import { linkIssue, specialFileIssue, systemIssue } from './refusals.ts'

export type OpenedSource =
  | { readonly source: DocumentSource; readonly issue: null; isUnchanged(): Promise<boolean> }
  | { readonly source: null; readonly issue: Issue }

/** A link is not followed, nor is a pipe waited for, that took the file's place since it was looked at. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
const CHUNK = 1 << 20

/**
 * Knows a file by its bytes: sha256 and length, read as a stream. What cannot or must not be read is an issue.
 * `name`: what it is called, where that is not its path. `isUnchanged` tells later whether the file is still the one that was read here (by length, time and inode).
 */
export async function openSource(path: string, name = path): Promise<OpenedSource> {
  try {
    const info = await lstat(path)
    if (info.isSymbolicLink()) return refused(linkIssue(await linkTarget(path)))
    if (!info.isFile()) return refused(specialFileIssue(info))
    const { sha256, bytes, stamp } = await hashFile(path)
    return {
      source: { path: name, file: basename(name), sha256, bytes },
      issue: null,
      isUnchanged: () =>
        lstat(path).then(
          now => stampOf(now) === stamp,
          () => false,
        ),
    }
  } catch (error) {
    return refused(systemIssue(error, 'file'))
  }
}

/** Where a link leads, as an absolute path; null where nothing is there. */
export async function linkTarget(link: string): Promise<string | null> {
  try {
    const target = resolve(dirname(link), await readlink(link))
    await lstat(target)
    return target
  } catch {
    return null
  }
}

async function hashFile(path: string): Promise<{ sha256: string; bytes: number; stamp: string }> {
  const file = await open(path, FLAGS)
  try {
    const stamp = stampOf(await file.stat())
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(CHUNK)
    let bytes = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, null)
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      bytes += bytesRead
    }
    return { sha256: hash.digest('hex'), bytes, stamp }
  } finally {
    await file.close()
  }
}

function stampOf({ size, mtimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ino}`
}

function refused(issue: Issue): OpenedSource {
  return { source: null, issue }
}
