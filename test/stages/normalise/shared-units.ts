import { readFileSync } from 'node:fs'
import { loadUnits } from '../../../src/forms/units.ts'

/** The table that ships with the program. */
export const sharedUnits = loadUnits(
  readFileSync(new URL('../../../pipelines/shared/units.csv', import.meta.url), 'utf8'),
)
