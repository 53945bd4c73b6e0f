import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileSystemToError } from '../store/store-error.ts'

/**
 * Writes a file of a database's folder whole or not at all, with its own folder where that is missing.
 * @throws TabulariumError (exit 5) `store-disk-full`, `store-read-only`, `store-cannot-open`.
 */
export async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.part`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(part, content)
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw fileSystemToError(error, file)
  }
}
