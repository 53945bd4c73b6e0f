import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { TabulariumError } from '../../model/tabularium-error.ts'

/**
 * Paths from a list, one a line, as they stand there: blanks belong to a name, empty lines do not count. `-` is stdin.
 * @throws TabulariumError `bad-file-list` (exit 2).
 */
export async function readFileList(file: string): Promise<string[]> {
  const content = file === '-' ? await text(process.stdin) : await listContent(file)
  return content
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .filter(line => line !== '')
}

async function listContent(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new TabulariumError(
      'bad-file-list',
      `The list ${file} cannot be read.`,
      'Name a text file with one path a line, or - to read the list from stdin.',
      { exitStatus: 2, cause },
    )
  }
}
