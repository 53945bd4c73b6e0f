/** The folder beside a database that holds what a run keeps: `x.db` → `x.files`. */
export function filesFolder(database: string): string {
  return `${database.replace(/\.(db|sqlite3?)$/iu, '')}.files`
}
