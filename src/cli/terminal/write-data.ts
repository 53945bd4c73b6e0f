import { once } from 'node:events'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { EXIT } from '../exit-status.ts'

type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>

/** Writes data to stdout, or to the file `out` (`-` is stdout too). A file shows itself only when it is whole. */
export async function writeData(chunks: Chunks, out: string | undefined): Promise<void> {
  if (out !== undefined && out !== '-') return writeFileWhole(chunks, out)
  for await (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
}

async function writeFileWhole(chunks: Chunks, out: string): Promise<void> {
  const target = await realpath(out).catch(() => out)
  const isDevice = await stat(target).then(
    info => !info.isFile() && !info.isDirectory(),
    () => false,
  )
  const part = isDevice ? target : `${target}.${process.pid}.part`
  try {
    const file = await open(part, 'w')
    try {
      for await (const chunk of chunks) await file.writeFile(chunk)
    } finally {
      await file.close()
    }
    if (!isDevice) await rename(part, target)
  } catch (error) {
    if (!isDevice) await rm(part, { force: true }).catch(() => undefined)
    throw writeError(error, out, '--out')
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the folder does not exist',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  ENOSPC: 'the disk is full',
}

/** What a person can do where a file they named after `option` cannot be written; other errors come back as they are. */
export function writeError(error: unknown, out: string, option: '--out' | '--events' | '--log'): unknown {
  const code = (error as NodeJS.ErrnoException).code
  const reason = code === undefined ? undefined : REASONS[code]
  if (reason === undefined || error instanceof TabulariumError) return error
  const exitStatus = code === 'ENOSPC' ? EXIT.storeFailed : EXIT.wrongUsage
  const hint = code === 'ENOSPC' ? 'Free some space and run the command again.' : `Give ${option} another place.`
  return new TabulariumError('cannot-write', `${out} cannot be written: ${reason}.`, hint, { exitStatus, cause: error })
}
