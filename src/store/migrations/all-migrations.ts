import { relations } from './0001-relations.ts'
import { views } from './0002-views.ts'
import type { Migration } from './migration.ts'

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [relations, views]
