import { constants, existsSync } from 'node:fs'
import { access, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { openConnection } from '../../store/connection.ts'
import { filesFolder } from '../../store/files-folder.ts'
import { openStoreReader } from '../../store/open-store.ts'
import { sqliteVersion } from '../../store/sqlite-version.ts'
import { hasWriter } from '../../store/writer-lock.ts'
import { type CheckResult, ok, reasonOf } from './check.ts'
import { checkSqliteVersion } from './versions.ts'

const MB = 1024 * 1024
const LEAST_SPACE = { fail: 50 * MB, warn: 1024 * MB }

export async function checkSqlite(): Promise<CheckResult[]> {
  try {
    const connection = await openConnection(':memory:', { readOnly: false, busyTimeoutMs: 1000 })
    const version = await sqliteVersion(connection)
    const [search] = await connection.all<{ count: number }>(
      "SELECT count(*) AS count FROM pragma_module_list WHERE name = 'fts5'",
    )
    await connection.close()
    const hasSearch = (search?.count ?? 0) > 0
    return [
      checkSqliteVersion(version),
      hasSearch
        ? ok('search', 'full-text search (FTS5)')
        : {
            name: 'search',
            status: 'fail',
            says: 'SQLite has no full-text search (FTS5)',
            hint: 'Reinstall the bundled SQLite: rm -rf node_modules/sqlite3 && npm ci',
          },
    ]
  } catch (error) {
    const hint = 'Run npm ci again; compiling sqlite3 needs python3, make and a C++ compiler.'
    return [{ name: 'sqlite', status: 'fail', says: `sqlite3 cannot be loaded: ${reasonOf(error)}`, hint }]
  }
}

/** The database, where there is one already. */
export async function checkDatabase(file: string): Promise<CheckResult> {
  if (!existsSync(file)) return ok('database', `${file} does not exist yet; the first ingest makes it`)
  try {
    const reader = await openStoreReader(file)
    const [run] = await reader.runs(1)
    await reader.close()
    const lastRun = run === undefined ? ', empty' : `, last run ${run.startedAt.slice(0, 10)}`
    return ok('database', `${file}${lastRun}${(await hasWriter(file)) ? ', being written to now' : ''}`)
  } catch (error) {
    const hint = error instanceof TabulariumError ? error.hint : ''
    return { name: 'database', status: 'fail', says: reasonOf(error), hint }
  }
}

/** Whether the folder of the database, the database and what lies beside it may be written, and how much room there is. */
export async function checkFolder(file: string): Promise<CheckResult[]> {
  let folder = dirname(file)
  while (!existsSync(folder)) folder = dirname(folder)
  return [await checkPermission(folder, file), await checkSpace(folder)]
}

async function checkPermission(folder: string, file: string): Promise<CheckResult> {
  const hint = 'Give --db a place where you may write, or ask for permission.'
  const locked = await firstLocked([file, ...(await keptFolders(filesFolder(file)))])
  if (locked !== null) return { name: 'permission', status: 'fail', says: `${locked} may not be written`, hint }
  try {
    const probe = await mkdtemp(join(folder, '.tabularium-probe-'))
    await writeFile(join(probe, 'probe'), 'probe')
    await rm(probe, { recursive: true })
    return ok('permission', `${folder} may be written`)
  } catch (error) {
    return { name: 'permission', status: 'fail', says: `${folder} may not be written (${reasonOf(error)})`, hint }
  }
}

/** The folder of files beside a database and what is in it, as far as that can be seen. */
async function keptFolders(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return [folder, ...names.map(name => join(folder, name))]
}

/** The first of the paths that are there and may not be written. */
async function firstLocked(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const isLocked = await access(path, constants.W_OK).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
    )
    if (isLocked) return path
  }
  return null
}

async function checkSpace(folder: string): Promise<CheckResult> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const says = `${(free / 1024 / MB).toFixed(1)} GB free in ${folder}`
  if (free >= LEAST_SPACE.warn) return ok('space', says)
  const hint = 'Free some space, or give --db a place on another disk.'
  return { name: 'space', status: free < LEAST_SPACE.fail ? 'fail' : 'warn', says, hint }
}
