import { existsSync } from 'node:fs'
import { TabulariumError } from '../model/tabularium-error.ts'

/** Exit status of every failure of the store (CONTRACT.md). */
const STORE_FAILED = 5

/** What SQLite calls it → what we tell a person. Extended codes are cut to the primary one before the look-up. */
const CASES_BY_SQLITE_CODE = {
  SQLITE_NOTADB: {
    code: 'store-not-a-database',
    says: (file: string) => `${file} is not a database.`,
    hint: 'Give --db the name of a Tabularium database, or of a file that does not exist yet.',
  },
  SQLITE_BUSY: {
    code: 'store-locked',
    says: (file: string) => `Another program is writing to ${file}.`,
    hint: 'Wait until it has finished (or end it), then run the same command again.',
    retryable: true,
  },
  SQLITE_FULL: {
    code: 'store-disk-full',
    says: (file: string) => `There is no space left to write ${file}.`,
    hint: 'Free some space on that disk and run the same command again: what is already in the database stays, the rest is added.',
    retryable: true,
  },
  SQLITE_READONLY: {
    code: 'store-read-only',
    says: (file: string) => `${file} may not be written.`,
    hint: 'Check the permissions of the file and of its folder, or give --db another place.',
  },
  SQLITE_CANTOPEN: {
    code: 'store-cannot-open',
    says: (file: string) => `${file} cannot be opened.`,
    hint: 'Check that the folder exists and that you may read and write in it, or give --db another place.',
  },
  SQLITE_CORRUPT: {
    code: 'store-corrupt',
    says: (file: string) => `${file} is damaged.`,
    hint: 'Put back a copy, or move the file away and ingest again: the pages already recognised are kept beside it.',
  },
  SQLITE_IOERR: {
    code: 'store-io',
    says: (file: string) => `Reading or writing ${file} failed.`,
    hint: 'Check the disk (or the network folder) it lies on, then run the same command again.',
    retryable: true,
  },
}

/** An error of the sqlite3 package as one a person can act on; other errors come back as they are. */
export function sqliteToError(cause: unknown, file: string): unknown {
  if (!isSqliteError(cause)) return cause
  const primary = cause.code.split('_').slice(0, 2).join('_')
  if (isKnown(primary)) return knownError(primary, file, cause)
  const says = `The database ${file} refused an operation: ${cause.message}.`
  const hint = 'This is a defect of Tabularium: please report it with this message.'
  return new TabulariumError('store-failed', says, hint, { exitStatus: STORE_FAILED, cause })
}

/** What the file system calls it where a folder or file beside the database cannot be used; other errors come back as they are. */
export function fileSystemToError(cause: unknown, file: string, use: 'read' | 'write' = 'write'): unknown {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return knownError(use === 'write' && existsSync(file) ? 'SQLITE_READONLY' : 'SQLITE_CANTOPEN', file, cause)
    case 'ENOSPC':
    case 'EDQUOT':
      return knownError('SQLITE_FULL', file, cause)
    case 'EEXIST':
    case 'ENOTDIR':
      return knownError('SQLITE_CANTOPEN', file, cause)
    case 'EIO':
    case 'EMFILE':
    case 'ENFILE':
    case 'ESTALE':
      return knownError('SQLITE_IOERR', file, cause)
    default:
      return cause
  }
}

/** Another process has taken the right to write. `holder` says which, where that is known. */
export function inUseError(file: string, holder: string | null): TabulariumError {
  return new TabulariumError(
    'store-in-use',
    `Another Tabularium is writing to ${file}${holder === null ? '' : ` (${holder})`}; two at once are one too many.`,
    'Wait until it has finished, or end it, then run the same command again; reading (status, query, export) works meanwhile.',
    { exitStatus: STORE_FAILED, retryable: true },
  )
}

/** What to do about an SQLite that loses data; `doctor` says it too. */
export const SQLITE_REMEDY =
  'Reinstall the bundled one: rm -rf node_modules/sqlite3 && npm ci (do not link the sqlite3 package to the system library).'

export function defectiveSqliteError(version: string): TabulariumError {
  const says = `SQLite ${version} can lose data when its write-ahead log is reset; nothing is written with it.`
  return new TabulariumError('store-defective-sqlite', says, SQLITE_REMEDY, { exitStatus: STORE_FAILED })
}

export function missingStoreError(file: string): TabulariumError {
  const hint = `Check the name after --db, or make the database first: tabularium ingest FILES --db ${file}`
  return new TabulariumError('store-missing', `There is no database ${file}.`, hint, { exitStatus: 2 })
}

export function foreignStoreError(file: string): TabulariumError {
  const hint = 'Give --db the name of a Tabularium database, or of a file that does not exist yet.'
  const says = `${file} is a database of another program; it was left as it is.`
  return new TabulariumError('store-foreign', says, hint, { exitStatus: STORE_FAILED })
}

export function newerSchemaError(file: string, found: number, known: number): TabulariumError {
  const says = `${file} was made by a newer Tabularium (schema ${found}; this one knows up to ${known}).`
  const hint = 'Use that newer version, or give --db another file.'
  return new TabulariumError('store-newer-schema', says, hint, { exitStatus: STORE_FAILED })
}

export function olderSchemaError(file: string, found: number, known: number): TabulariumError {
  const says = `${file} has the schema of an older Tabularium (${found}; this one needs ${known}) and was opened for reading only.`
  const hint = 'Run any `tabularium ingest` on it once: that brings the schema up to date and keeps all data.'
  return new TabulariumError('store-older-schema', says, hint, { exitStatus: STORE_FAILED })
}

interface Case {
  readonly code: string
  readonly says: (file: string) => string
  readonly hint: string
  readonly retryable?: boolean
}

type KnownCode = keyof typeof CASES_BY_SQLITE_CODE

function isKnown(code: string): code is KnownCode {
  return code in CASES_BY_SQLITE_CODE
}

function knownError(sqliteCode: KnownCode, file: string, cause: unknown): TabulariumError {
  const { code, says, hint, retryable = false }: Case = CASES_BY_SQLITE_CODE[sqliteCode]
  return new TabulariumError(code, says(file), hint, { exitStatus: STORE_FAILED, retryable, cause })
}

function isSqliteError(value: unknown): value is Error & { code: string } {
  return value instanceof Error && 'code' in value && typeof value.code === 'string' && value.code.startsWith('SQLITE_')
}
