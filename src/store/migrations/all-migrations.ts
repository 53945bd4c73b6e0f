import { relations } from './0001-relations.ts'
import { indexes } from './0002-indexes.ts'
import { views } from './0003-views.ts'
import type { Migration } from './migration.ts'

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [relations, indexes, views]
