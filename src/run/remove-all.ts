import { rm } from 'node:fs/promises'
import { fileSystemToError } from '../store/store-error.ts'

/**
 * Removes a file or a folder with all that is in it; nothing where it is not there.
 * @throws TabulariumError (exit 5) where the system refuses.
 */
export async function removeAll(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true })
  } catch (error) {
    throw fileSystemToError(error, path)
  }
}
