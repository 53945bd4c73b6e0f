import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Connection, openConnection } from './connection.ts'
import { filesFolder } from './files-folder.ts'
import { inUseError } from './store-error.ts'

/** A writer that is just ending, or was just killed, may need a moment to go. In ms. */
const PATIENCE_MS = 300

/** The right to write to a database, held by one process at a time. */
export interface WriterLock {
  release(): Promise<void>
}

/**
 * Takes the right to write. It is a lock that SQLite holds with the operating system on a file of its own (`x.files/writer.lock`,
 * which stays empty): it ends with the process, however that ends, and hinders no reader of the database.
 * @throws TabulariumError `store-in-use` (exit 5) while another process has it; what SQLite says where the file cannot be made.
 */
export async function takeWriterLock(database: string): Promise<WriterLock> {
  const folder = filesFolder(database)
  mkdirSync(folder, { recursive: true })
  const connection = await lockedConnection(folder)
  if (connection === null) throw inUseError(database, holderOf(folder))
  noteHolder(folder)
  return {
    async release() {
      await connection.run('ROLLBACK')
      await connection.close()
    },
  }
}

/** Whether some process is writing to the database now; null where it cannot be told, since the user may not touch the lock. */
export async function hasWriter(database: string): Promise<boolean | null> {
  const folder = filesFolder(database)
  try {
    // SQLite would grant the lock on a file that it may only read, whoever else has it.
    accessSync(lockFile(folder), constants.W_OK)
    const connection = await lockedConnection(folder, 0)
    await connection?.close()
    return connection === null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? false : null
  }
}

async function lockedConnection(folder: string, busyTimeoutMs = PATIENCE_MS): Promise<Connection | null> {
  const connection = await openConnection(lockFile(folder), { readOnly: false, busyTimeoutMs })
  try {
    await connection.run('BEGIN IMMEDIATE')
    return connection
  } catch (error) {
    await connection.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null
    throw error
  }
}

const lockFile = (folder: string) => join(folder, 'writer.lock')
const holderFile = (folder: string) => join(folder, 'writer.json')

/** Only for the message to whoever comes second: the lock does not depend on it, nor on whether it can be written. */
function noteHolder(folder: string): void {
  try {
    writeFileSync(holderFile(folder), JSON.stringify({ pid: process.pid, since: new Date().toISOString() }))
  } catch {
    // The message then names no process, or the one before.
  }
}

/** `process 4242, since 2026-03-01 12:40 UTC`; null where it cannot be told. */
function holderOf(folder: string): string | null {
  try {
    const { pid, since } = JSON.parse(readFileSync(holderFile(folder), 'utf8')) as { pid: number; since: string }
    return `process ${pid}, since ${since.slice(0, 16).replace('T', ' ')} UTC`
  } catch {
    return null
  }
}
