import { relations } from './0001-relations.ts'
import { indexes } from './0002-indexes.ts'
import { judgement } from './0004-judgement.ts'
import { endurance } from './0005-endurance.ts'
import { indicatorTexts } from './0006-indicator-texts.ts'
import { decidedRules } from './0007-decided-rules.ts'
import { listedFolders } from './0008-listed-folders.ts'
import type { Migration } from './migration.ts'

/** Every step of the schema, in order. Views are no step: views.ts holds them as they are now. */
export const MIGRATIONS: readonly Migration[] = [
  relations,
  indexes,
  judgement,
  endurance,
  indicatorTexts,
  decidedRules,
  listedFolders,
]
