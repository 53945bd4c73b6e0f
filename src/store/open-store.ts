import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Connection, openConnection } from './connection.ts'
import { appliedVersions, checkSchema, migrate } from './migrate.ts'
import { SqliteReader } from './sqlite-reader.ts'
import { SqliteStore } from './sqlite-store.ts'
import { refuseDefective, sqliteVersion } from './sqlite-version.ts'
import type { Store, StoreReader } from './store.ts'
import { fileSystemToError, missingStoreError, sqliteToError } from './store-error.ts'
import { takeWriterLock, type WriterLock } from './writer-lock.ts'

/** How long a statement waits for another process's lock, in ms. */
const BUSY_TIMEOUT_MS = 5_000

/**
 * WAL: readers never wait for the writer. NORMAL: a power cut may take the last transactions, never the file's health;
 * what it took is ingested again. The cache (KiB) grows with the database: at 200,000 forms 256 MiB write a document in two thirds of the time
 * of 64 MiB.
 */
const WRITER_SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -262144;
  PRAGMA journal_size_limit = 67108864;
`

export interface OpenStoreOptions {
  /** How long to wait for another program that writes, in ms; 5,000 unless told. */
  readonly busyTimeoutMs?: number
  /** False: a database that is missing is an error (`store-missing`), and is not made. */
  readonly create?: boolean
}

/**
 * Opens the database for writing, with its folder where that is missing, and brings its schema up to date. One process at a
 * time: a second one is refused at once.
 * Throws a TabulariumError (exit status 5): `store-in-use`, `store-not-a-database`, `store-foreign`, `store-locked`,
 * `store-disk-full`, `store-read-only`, `store-cannot-open`, `store-newer-schema`, `store-corrupt`, `store-defective-sqlite`.
 */
export async function openStore(file: string, options: OpenStoreOptions = {}): Promise<Store> {
  const path = resolve(file)
  const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS
  if (options.create === false && !existsSync(path)) throw missingStoreError(path)
  const opened: Connection[] = []
  let lock: WriterLock | null = null
  try {
    mkdirSync(dirname(path), { recursive: true })
    const writer = await openConnection(path, { readOnly: false, busyTimeoutMs })
    opened.push(writer)
    refuseDefective(await sqliteVersion(writer))
    // Before the lock and the settings, which already write: another program's database is left as it is.
    await appliedVersions(writer, path)
    lock = await takeWriterLock(path)
    await migrate(writer, path)
    await writer.exec(WRITER_SETTINGS)
    const reader = await openConnection(path, { readOnly: true, busyTimeoutMs })
    opened.push(reader)
    return new SqliteStore({ file: path, writer, reader, busyTimeoutMs, lock })
  } catch (error) {
    await closeAll(opened)
    await lock?.release()
    throw fileSystemToError(sqliteToError(error, path), path)
  }
}

/** Opens the database for reading. Throws `store-missing` (exit status 2), and what `openStore` throws. */
export async function openStoreReader(file: string, options: OpenStoreOptions = {}): Promise<StoreReader> {
  const path = resolve(file)
  if (!existsSync(path)) throw missingStoreError(path)
  const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS
  const opened: Connection[] = []
  try {
    const reader = await openConnection(path, { readOnly: true, busyTimeoutMs })
    opened.push(reader)
    await checkSchema(reader, path)
    return new SqliteReader(path, reader, busyTimeoutMs)
  } catch (error) {
    await closeAll(opened)
    throw sqliteToError(error, path)
  }
}

async function closeAll(connections: readonly Connection[]): Promise<void> {
  for (const connection of connections) await connection.close().catch(() => undefined)
}
