/** One step of the schema. A step that has been released is never edited: the next change is a new step. */
export interface Migration {
  /** Ascending; what a database has is its greatest. */
  readonly version: number
  readonly name: string
  /** SQL statements, run in one transaction together with the entry in `schema_version`. */
  readonly script: string
}
