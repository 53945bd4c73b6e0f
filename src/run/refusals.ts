import type { Stats } from 'node:fs'
import type { Issue, IssueCode } from '../model/issue.ts'

/** A path that was asked for and is not read, with its reason. */
export interface RefusedPath {
  readonly path: string
  readonly issue: Issue
}

/** A symbolic link; `target` is where it leads, null for nowhere. */
export function linkIssue(target: string | null): Issue {
  return target === null
    ? refusal('special-file', 'It is a symbolic link that leads nowhere.', 'Remove the link, or name the file itself.')
    : refusal('special-file', `It is a symbolic link to ${target}; links are not followed.`, `Name ${target} itself.`)
}

/** A device, pipe or socket. */
export function specialFileIssue(info: Pick<Stats, 'isFIFO' | 'isSocket'>): Issue {
  const kind = info.isFIFO() ? 'a pipe' : info.isSocket() ? 'a socket' : 'a device'
  return refusal(
    'special-file',
    `It is ${kind}, no ordinary file.`,
    'Copy what comes out of it into a file, and name that.',
  )
}

/** The system's answer to looking at a file or folder that a list names or a folder holds. */
export function systemIssue(error: unknown, what: 'file' | 'folder'): Issue {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EACCES' || code === 'EPERM')
    return refusal(
      'unreadable-file',
      what === 'file' ? 'You are not allowed to read this file.' : 'You are not allowed to look into this folder.',
      'Ask its owner for permission, or run as a user who may read it.',
    )
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return refusal(
      'unreadable-file',
      `The ${what} is not there (any more).`,
      'Check the spelling of the path, or put it back.',
    )
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return refusal('unreadable-file', 'There is no space left to unpack it.', 'Free some space, then ingest it again.')
  const reason = code ?? String(error)
  return refusal(
    'unreadable-file',
    `The ${what} cannot be read (${reason}).`,
    'Check the disk or network share, then ingest it again.',
  )
}

/** Its bytes are not those that were recognised by their sha256. */
export function changedFileIssue(): Issue {
  return refusal(
    'file-changed',
    'The file changed while it was read.',
    'Ingest it again when nothing writes to it any more.',
  )
}

/** Why an input is not read, of its whole: code, message in plain words, next step. */
export function refusal(code: IssueCode, message: string, hint: string): Issue {
  return { code, severity: 'error', message, hint, page: null }
}
