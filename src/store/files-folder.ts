import { realpathSync, statSync } from 'node:fs'

/**
 * The folder beside a database that holds what a run keeps: `x.db` → `x.files`; any other name has `.files` appended. A link to
 * a database has the folder of the database.
 */
export function filesFolder(database: string): string {
  return `${realName(database).replace(/\.db$/u, '')}.files`
}

/** Other files, perhaps databases, with the same folder: `x` and `x.db` share one. */
export function sharersOfFolder(database: string): string[] {
  const folder = filesFolder(database)
  const stem = folder.slice(0, -'.files'.length)
  return [stem, `${stem}.db`].filter(
    name => name !== realName(database) && isFile(name) && filesFolder(name) === folder,
  )
}

const isFile = (name: string) => statSync(name, { throwIfNoEntry: false })?.isFile() === true

/** Where links lead; the name itself where there is no such file yet. */
function realName(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}
