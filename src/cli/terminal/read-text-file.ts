import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { decodeText } from '../../stages/open-text/decode-text.ts'
import { EXIT } from '../exit-status.ts'

/**
 * A text file that a person gives, `-` for stdin: UTF-8, or GB18030 as Chinese spreadsheets save it. One that was cut is refused: its
 * last row may be another one.
 * @throws TabulariumError `unreadable-text-file` (exit 2).
 */
export async function readTextFile(file: string): Promise<string> {
  const refused = (why: string, hint: string, cause?: unknown) =>
    new TabulariumError('unreadable-text-file', `${file}: ${why}`, hint, { exitStatus: EXIT.wrongUsage, cause })
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await buffer(process.stdin) : await readFile(file)
  } catch (cause) {
    throw refused('it cannot be read.', 'Check the spelling of the path and its permissions.', cause)
  }
  const { text, issue } = decodeText(bytes)
  if (text === null) throw refused(issue.message, 'Save it as CSV (UTF-8) and try again.')
  if (issue !== null) throw refused(issue.message, 'Save or copy it again, whole; nothing of it was taken.')
  return text
}
