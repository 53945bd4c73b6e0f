import { rm } from 'node:fs/promises'
import { fileSystemToError } from '../store/store-error.ts'

/** Where files out of archives lie while they are read, in a database's folder of files. */
export const UNPACKED = 'unpacked'

/**
 * Removes all that was unpacked, by this run or one that was killed.
 * @throws TabulariumError (exit 5) where it may not be removed.
 */
export async function clearUnpacked(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true })
  } catch (error) {
    throw fileSystemToError(error, folder)
  }
}
