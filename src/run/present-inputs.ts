import { lstat } from 'node:fs/promises'
import { archiveOf } from './archive-of.ts'

export interface PresentInputs {
  readonly present: readonly string[]
  /** Nothing is there any more, nor an archive that held it. */
  readonly gone: readonly string[]
}

/** Which of the inputs of earlier runs can be tried again. What the system does not let us look at counts as present. */
export async function presentInputs(paths: readonly string[]): Promise<PresentInputs> {
  const present: string[] = []
  const gone: string[] = []
  for (const path of paths) ((await isPresent(path)) ? present : gone).push(path)
  return { present, gone }
}

async function isPresent(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return (code !== 'ENOENT' && code !== 'ENOTDIR') || (await archiveOf(path)) !== null
  }
}
